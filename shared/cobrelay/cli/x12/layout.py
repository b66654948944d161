"""Where the columns of `cobrelay x12 show` stand: the same for every segment of a file."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from rich.text import Text

from cobrelay.cli.x12.files import printable
from cobrelay.cli.x12.words import Value
from cobrelay.x12 import Line

INDENT_COLUMNS = 2
_LABEL_COLUMNS = 9
_MONEY_COLUMNS = 13
_GAP = 2
_NARROWEST = 20
_WIDE = 120  # columns from which names need not be folded
_VALUES_AT = 44  # where values begin, whatever the indent
_VALUES_AT_WHEN_WIDE = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one segment: label, name, value, words; only the first moves with depth."""

    width: int
    indent: int

    @property
    def _values_at(self) -> int:
        return _VALUES_AT_WHEN_WIDE if self.width >= _WIDE else _VALUES_AT

    @property
    def _label_at(self) -> int:
        return self.indent + INDENT_COLUMNS + 2

    def title(self, line: Line) -> Text:
        """The segment with its name and, where the guide has none, with a note."""
        unknown = "no place in the guide" if line.is_guided else ""
        name = line.use.name if line.use else unknown
        if line.segment.id == "ST" and not line.is_guided:
            name += " (there is no guide here for this set)"
        style = "dim" if line.use else "yellow"
        segment_id = f"{printable(line.segment.id):<4}"
        title = Text.assemble(" " * self.indent, (segment_id, "bold"), (name, style))
        if line.segment.place.position:
            number = f"segment {line.segment.place.position}"
            free = self.width - title.cell_len - len(number)
            if free >= _GAP:
                title.append(" " * free + number, style="dim")
        return title

    def rows(self, value: Value) -> Iterator[Text]:
        """The lines of one element; what is too long goes on under itself."""
        name_at = self._label_at + _LABEL_COLUMNS
        name_columns = max(self._values_at - name_at - 1, _NARROWEST - 8)
        names = textwrap.wrap(value.name, name_columns) or [""]
        told = self._told(value)
        for number, (name, right) in enumerate(zip_longest(names, told)):
            label = value.label if number == 0 else ""
            row = Text(" " * self._label_at)
            row.append(f"{label:<{_LABEL_COLUMNS}}", style="dim")
            row.append(f"{name or '':<{name_columns}} ", style="green")
            if right is not None:
                row.append_text(right)
            row.rstrip()
            yield row

    def _told(self, value: Value) -> list[Text]:
        """Value and words, each folded under itself."""
        columns = max(self.width - self._values_at, _NARROWEST)
        if value.is_money:
            return [Text(f"{value.shown:>{_MONEY_COLUMNS}}", style="bold")]
        shown = textwrap.wrap(value.shown, columns) or [""]
        lines = [Text(each) for each in shown]
        if not value.words:
            return lines
        at = len(shown[-1]) + _GAP
        if len(shown) > 1 or columns - at < _NARROWEST:
            at = _GAP
            lines.append(Text(" " * at))
        else:
            lines[-1].append(" " * _GAP)
        words = textwrap.wrap(value.words, max(columns - at, _NARROWEST))
        lines[-1].append(words[0], style="italic cyan")
        lines += [Text(" " * at).append(each, style="italic cyan") for each in words[1:]]
        return lines
