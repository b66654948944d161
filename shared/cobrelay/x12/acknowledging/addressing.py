"""To whom an acknowledgment goes: the envelope that came in, turned around."""

from dataclasses import dataclass
from datetime import datetime

from cobrelay.x12.delimiters import DEFAULT, Delimiters
from cobrelay.x12.grammars.envelope import ENVELOPE
from cobrelay.x12.views.envelope import GroupStart, InterchangeStart
from cobrelay.x12.writing.writer import InterchangeValues

UNNAMED = "UNKNOWN"
_ANY_QUALIFIER = "ZZ"
_QUALIFIERS = ENVELOPE["ISA"].elements[4].codes  # ISA05
_GROUP_ID_SHORTEST = 2
_GROUP_ID_LONGEST = 15
_USAGES = ("P", "T", "I")


@dataclass(frozen=True, slots=True)
class AnswerValues:
    """What an acknowledgment needs beside the file: its time and the first of its numbers.

    A file with several interchanges gets as many answers: their numbers count on from these.
    """

    created_at: datetime
    interchange_control_number: int  # ISA13, 1 to 999999999
    group_control_number: int  # GS06
    delimiters: Delimiters = DEFAULT

    def returning(
        self, start: InterchangeStart, group: GroupStart | None, number: int
    ) -> InterchangeValues:
        """ISA and GS of the answer to one interchange, the `number`-th (from 0) of the file."""
        return InterchangeValues(
            sender_qualifier=_qualifier(start.receiver_qualifier),
            sender_id=self.echo(start.receiver_id) or UNNAMED,
            receiver_qualifier=_qualifier(start.sender_qualifier),
            receiver_id=self.echo(start.sender_id) or UNNAMED,
            group_sender=self._group_id(group.receiver_code if group else ""),
            group_receiver=self._group_id(group.sender_code if group else ""),
            created_at=self.created_at,
            interchange_control_number=self.interchange_control_number + number,
            group_control_number=self.group_control_number + number,
            usage=start.usage if start.usage in _USAGES else "T",
            delimiters=self.delimiters,
        )

    def _group_id(self, value: str) -> str:
        known = self.echo(value.strip())[:_GROUP_ID_LONGEST]
        return known if len(known) >= _GROUP_ID_SHORTEST else UNNAMED

    def echo(self, value: str, longest: int = 0) -> str:
        """A value of the file as the answer can repeat it: `?` for what can't be written."""
        kept = "".join(
            character
            if character.isascii()
            and character.isprintable()
            and character not in self.delimiters.all()
            else "?"
            for character in value
        ).rstrip()
        return kept[:longest] if longest else kept


def _qualifier(value: str) -> str:
    return value if value in _QUALIFIERS else _ANY_QUALIFIER
