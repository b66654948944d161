"""What was in force when, and what we knew of it when: a newer statement never erases an older."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cob_verification.domain.coverage import Coverage, member
from cob_verification.domain.payers import PayerDirectory, alias
from cobrelay.ids import minted

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A coverage on record; `version` is its row, None while it is not stored yet."""

    version: int | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Recording:
    """Rows that end in transaction time now, and what is on record instead from now on."""

    superseded: tuple[int, ...]
    added: tuple[Coverage, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.superseded or self.added)


def coverage_id(patient: str, coverage: Coverage, payers: PayerDirectory) -> str:
    """The same payer, member and group of a patient is the same coverage, whoever states it."""
    profile = payers.known((*coverage.payer.texts, *coverage.also_known_as))
    payer = profile.key if profile else alias(coverage.payer.id or coverage.payer.name)
    parts = (patient, payer, member(coverage.member_id), alias(coverage.group_number))
    return minted("coverage", *parts)


def record(current: Sequence[Recorded], stated: Iterable[Coverage]) -> Recording:
    """Takes statements one after another; what says nothing new changes nothing."""
    standing = list(current)
    for statement in stated:
        standing = _with(standing, statement)
    kept = {each.version for each in standing}
    return Recording(
        superseded=tuple(each.version for each in current if each.version not in kept),  # type: ignore[misc]
        added=tuple(each.coverage for each in standing if each.version is None),
    )


def _with(standing: Sequence[Recorded], stated: Coverage) -> list[Recorded]:
    if any(each.coverage == stated for each in standing):
        return list(standing)
    left: list[Recorded] = []
    for each in standing:
        if _contradicts(each.coverage, stated):
            left.extend(Recorded(None, rest) for rest in _rest(each.coverage, stated))
        else:
            left.append(each)
    return [*left, Recorded(None, stated)]


def _contradicts(old: Coverage, new: Coverage) -> bool:
    """One coverage, or one place in the order, can't be stated twice for the same day."""
    is_about_it = old.coverage_id == new.coverage_id or old.rank == new.rank
    return is_about_it and _first(old) <= _last(new) and _first(new) <= _last(old)


def _rest(old: Coverage, new: Coverage) -> Iterable[Coverage]:
    """What stays of the older statement: the days before the newer one begins; and those after
    its end, if it is another coverage that only took this place for a while."""
    if _first(old) < _first(new):
        yield replace(old, terminated_on=_first(new) - _DAY)
    if old.coverage_id != new.coverage_id and _last(new) < _last(old):
        yield replace(old, effective_on=_last(new) + _DAY)


def _first(coverage: Coverage) -> date:
    return coverage.effective_on or date.min


def _last(coverage: Coverage) -> date:
    return coverage.terminated_on or date.max
