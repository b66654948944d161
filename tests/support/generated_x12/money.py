"""Amounts that sum to what they must: adjustments of a charge, as CAS segments."""

from __future__ import annotations

from collections.abc import Sequence

from generated_x12.chance import Chance, is_chosen, some
from generated_x12.envelope import dollars

REASONS = ("45", "1", "2", "3", "253", "97", "96", "50", "204", "94", "23", "B7", "A1")
GROUPS = ("CO", "PR", "OA", "PI")


def charge(chance: Chance, low: int = 0) -> int:
    """Whole cents: small, round, odd or large."""
    highest = chance.one_of((50_00, 500_00, 9_999_99, 12_345_678_99))
    return chance.between(low, highest)


def parts(chance: Chance, amount: int, most: int = 4) -> list[int]:
    """Amounts other than zero, some of them negative, that sum to `amount`."""
    found = [
        part
        for _ in range(chance.between(0, most - 1))
        if (part := chance.between(-200_00, 300_00))
    ]
    if rest := amount - sum(found):
        found.append(rest)
    return found


def adjustments(chance: Chance, amount: int) -> list[str]:
    """CAS segments, one per group, whose amounts sum to `amount` (cents)."""
    amounts = parts(chance, amount)
    if not amounts:
        return []
    groups = some(chance, GROUPS, 1, min(len(amounts), len(GROUPS)))
    shares: dict[str, list[int]] = {group: [] for group in groups}
    for at, part in enumerate(amounts):
        shares[groups[at % len(groups)]].append(part)
    return [_cas(chance, group, share) for group, share in shares.items()]


def _cas(chance: Chance, group: str, amounts: Sequence[int]) -> str:
    reasons = some(chance, REASONS, len(amounts), len(amounts))
    triplets = []
    for reason, amount in zip(reasons, amounts, strict=True):
        quantity = str(chance.between(1, 9)) if is_chosen(chance, 8) else ""
        triplets.append(f"{reason}*{dollars(amount)}*{quantity}")
    return f"CAS*{group}*" + "*".join(triplets).rstrip("*")
