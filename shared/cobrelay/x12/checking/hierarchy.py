"""The levels of a hierarchy as the HL segments number them and hang them under each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.findings import Verdict
from cobrelay.x12.values import count as as_count

_LEVEL_ABOVE = {"21": "20", "22": "20", "19": "21", "23": "22", "PT": "19"}


_CHILDLESS = ["0"]
_DENIED = Problem(
    "B-HLPARENT",
    Verdict.WARN,
    "HL02",
    "HL04 of the level that HL02 names says that no level stands under it.",
    "Say 1 in HL04 of a level with others under it.",
)


@dataclass(slots=True)
class Hierarchy:
    """The HL segments so far: what number comes next, and which is open at each level."""

    count: int = 0
    open: dict[str, str] = field(default_factory=dict)  # level code → HL01
    childless: str = ""  # HL01 of the level before, where its HL04 says that none is under it

    def goes_on(self, row: Sequence[str]) -> bool:
        """Whether `problems` would have nothing to say of this HL; it does not count it."""
        level = row[3]
        above = _LEVEL_ABOVE.get(level)
        if row[1] != str(self.count + 1) or row[2] == self.childless != "":
            return False
        return row[2] == self.open.get(above) if above else not row[2]

    def take(self, row: Sequence[str]) -> None:
        """Count an HL that goes on as it should."""
        self.count += 1
        self.open[row[3]] = row[1]
        self.childless = row[1] if row[4:5] == _CHILDLESS else ""

    def problems(self, row: Sequence[str]) -> list[Problem]:
        """HL01 counts from 1; HL02 names the open level above, which may have one under it."""
        number, parent, level = ([*row, "", "", "", ""])[1:4]
        self.count += 1
        found = []
        if number != str(self.count):
            found.append(
                Problem(
                    "B-HLSEQ",
                    Verdict.REJECT_SET,
                    "HL01",
                    f"HL01 is out of sequence; it should be {self.count}.",
                    "Number the HL segments of a set 1, 2, 3, …",
                )
            )
            self.count = as_count(number) or self.count
        above = _LEVEL_ABOVE.get(level)
        if (above and parent != self.open.get(above)) or (not above and parent and level == "20"):
            found.append(
                Problem(
                    "B-HLPARENT",
                    Verdict.REJECT_SET,
                    "HL02",
                    "HL02 does not name the level that this one stands under.",
                    "Give the HL01 of the level above.",
                )
            )
        elif parent and parent == self.childless:
            found.append(_DENIED)
        self.open[level] = number
        self.childless = number if row[4:5] == _CHILDLESS else ""
        return found
