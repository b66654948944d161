"""A newer list laid over a code set: what it adds, changes and ends; what it leaves out stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cobrelay.x12.codes.listing import Code, Mistake, Parsed


@dataclass(frozen=True, slots=True)
class Update:
    """What a file does to a set. `codes` are those that it touches, as they are afterwards."""

    codes: tuple[Code, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]  # got a stop date that they did not have
    unchanged: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


def update(known: Mapping[str, Code], file: Parsed) -> Update:
    """Lays the rows of a file over a set. With any mistake nothing should be written."""
    sorted_in: dict[str, list[str]] = {"added": [], "changed": [], "ended": [], "unchanged": []}
    codes = []
    mistakes = list(file.mistakes)
    for row in file.rows:
        before = known.get(row.code)
        after = row.over(before)
        if after.start and after.stop and after.stop < after.start:
            mistakes.append(Mistake(row.line, f"{row.code}: stop lies before start"))
        codes.append(after)
        sorted_in[_effect(before, after)].append(row.code)
    mistakes.sort(key=lambda mistake: mistake.line)
    effects = {effect: tuple(each) for effect, each in sorted_in.items()}
    return Update(tuple(codes), **effects, mistakes=tuple(mistakes))


def merged(known: Iterable[Code], touched: Iterable[Code]) -> tuple[Code, ...]:
    """A list with touched codes in their old places, and new ones at its end."""
    together = {code.code: code for code in known}
    together.update((code.code, code) for code in touched)
    return tuple(together.values())


def _effect(before: Code | None, after: Code) -> str:
    if before is None:
        return "added"
    if before == after:
        return "unchanged"
    return "ended" if after.stop and after.stop != before.stop else "changed"
