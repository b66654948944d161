"""`cobrelay x12 balance`: the sums of remittances and claims written out, and where they fail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from cobrelay import x12
from cobrelay.cli.x12 import sums
from cobrelay.cli.x12.files import (
    FINDING_EXIT,
    AsJson,
    Claim,
    Files,
    echo_array,
    printable,
    source,
)
from cobrelay.cli.x12.sums import Sum
from cobrelay.money import format_dollars

_AMOUNT_COLUMNS = 12
_LABEL_COLUMNS = 22


@dataclass(frozen=True, slots=True)
class _Account:
    """The sums of one claim, or of one payment."""

    what: str  # claim, payment
    number: str  # CLP01, CLM01; TRN02
    transaction_set: str
    place: x12.Place
    sums: Sequence[Sum]
    unreadable: frozenset[str]  # the amounts that count as nothing, by element

    @property
    def holds(self) -> bool:
        return not any(map(_fails, self.sums))


def _fails(each: Sum) -> bool:
    return each.is_required and not each.holds


def balance(files: Files, claim: Claim = "", as_json: AsJson = False) -> None:
    """Write out the sums that must hold; exit code 1 when one fails or there is none."""
    failed = False
    if as_json:
        reports = [_as_json(file, list(_accounts(file, claim))) for file in files]
        failed = not all(report["balances"] for report in reports)
        echo_array(reports)
    else:
        console = Console(highlight=False)
        for file in files:
            failed = not _print(console, file, _accounts(file, claim)) or failed
    if failed:
        raise typer.Exit(FINDING_EXIT)


def _accounts(file: Path, claim: str) -> Iterator[_Account]:
    header: x12.RemittanceHeader | None = None
    unreadable: frozenset[str] = frozenset()  # in the payment
    for item in x12.read(source(file)):
        match item:
            case x12.SetStart():
                header, unreadable = None, frozenset()
            case x12.RemittanceHeader():
                header, unreadable = item, sums.unreadable(item.findings)
            case x12.ClaimPayment() if claim in ("", item.patient_control_number):
                yield _of_claim(item, tuple(sums.of_payment_claim(item)))
                unreadable |= sums.unreadable(item.findings) & {"CLP04"}
            case x12.Claim837() if claim in ("", item.patient_control_number):
                yield _of_claim(item, tuple(sums.of_claim(item)))
            case x12.SetEnd() if header is not None and not claim:
                number, trace = item.set.control_number, header.trace_number
                one = (sums.of_payment(header, item),)
                unreadable |= sums.unreadable(f for f in item.findings if f.element[:3] == "PLB")
                yield _Account("payment", trace, number, header.place, one, unreadable)
            case _:
                pass


def _of_claim(item: x12.ClaimPayment | x12.Claim837, found: Sequence[Sum]) -> _Account:
    number = item.patient_control_number
    unreadable = sums.unreadable(item.findings)
    return _Account("claim", number, item.set.control_number, item.place, found, unreadable)


def _print(console: Console, file: Path, accounts: Iterator[_Account]) -> bool:
    """Whether everything holds, and there was something."""
    counted = failing = 0
    console.print(Text(str(file), style="bold"))
    for account in accounts:
        counted += len(account.sums)
        failing += sum(map(_fails, account.sums))
        _print_account(console, account)
    if not counted:
        console.print("  Nothing to balance: no claim and no payment that can be read.")
        return False
    console.print(Text(f"  {_in_words(failing, counted)}", style=_style(failing)))
    return not failing


def _in_words(failing: int, counted: int) -> str:
    if failing:
        return f"{failing:,} of {counted:,} sums fail{'s' if failing == 1 else ''}"
    return f"all {counted:,} sums hold" if counted > 1 else "the one sum holds"


def _style(failing: int) -> str:
    return "bold red" if failing else "bold green"


def _print_account(console: Console, account: _Account) -> None:
    where = f"set {account.transaction_set}, segment {account.place.position}"
    heading = printable(f"  {account.what} {account.number}")
    console.print(Text.assemble((heading, "bold blue"), (f"  {printable(where)}", "dim")))
    equation = ""
    for each in account.sums:
        if each.equation != equation:
            equation = each.equation
            console.print(Text(f"    {equation}", style="dim"))
        console.print(_row(each))
    if account.unreadable:
        amounts = ", ".join(sorted(account.unreadable))
        note = f"      Counted as 0.00, for it is missing or no amount: {amounts}."
        console.print(Text(note, style="yellow"))


def _row(each: Sum) -> Text:
    label = printable(each.label)
    row = Text(f"      {label:<{_LABEL_COLUMNS}}")
    if len(label) > _LABEL_COLUMNS:
        row.append("\n" + " " * (6 + _LABEL_COLUMNS))
    row.append(f"{format_dollars(each.total):>{_AMOUNT_COLUMNS}} =")
    signs = " " + "".join(sign for sign in each.equation.partition("=")[2] if sign in "+−")
    for sign, term in zip(signs, each.terms, strict=True):
        amount = format_dollars(-term if sign == "−" else term)
        row.append(f" {sign}{amount:>{_AMOUNT_COLUMNS - 2}}")
    if not each.holds:
        mark = "✗ off" if each.is_required else "! only a warning: off"
        row.append(f"\n{' ' * (6 + _LABEL_COLUMNS)}{mark} by {format_dollars(each.gap)}")
        row.stylize("bold red" if each.is_required else "yellow")
    return row


def _as_json(file: Path, accounts: Sequence[_Account]) -> dict[str, object]:
    return {
        "file": str(file),
        "balances": bool(accounts) and all(account.holds for account in accounts),
        "accounts": [
            {
                "what": account.what,
                "number": account.number,
                "set": account.transaction_set,
                "position": account.place.position,
                "byte": account.place.byte_offset,
                "balances": account.holds,
                "unreadable": sorted(account.unreadable),
                "sums": [_sum_as_json(each) for each in account.sums],
            }
            for account in accounts
        ],
    }


def _sum_as_json(each: Sum) -> dict[str, object]:
    """Amounts in cents."""
    return {
        "sum": each.kind,
        "equation": each.equation,
        "label": each.label,
        "total": each.total,
        "terms": list(each.terms),
        "gap": each.gap,
        "required": each.is_required,
        "balances": each.holds,
    }
