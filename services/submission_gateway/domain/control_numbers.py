"""ISA13, GS06, ST02 and BHT03: one counter per trading partner, without a gap."""

from dataclasses import dataclass

from cobrelay.errors import Refused

INTERCHANGE_MAX = 999_999_999  # ISA13 has nine digits


@dataclass(frozen=True, slots=True)
class Counter:
    """The next interchange control number of a partner, and those that were never used.

    A number comes back when the partner is known not to have taken its interchange: the next one
    takes it, so that the partner sees no gap.
    """

    following: int = 1
    returned: tuple[int, ...] = ()

    def taken(self) -> tuple[int, "Counter"]:
        """The number to use now, and the counter after it."""
        if self.returned:
            lowest = min(self.returned)
            rest = tuple(number for number in self.returned if number != lowest)
            return lowest, Counter(self.following, rest)
        if self.following > INTERCHANGE_MAX:
            # Starting over could repeat a number that the partner still remembers.
            raise Refused("SUB-102", "the partner's interchange control numbers are used up")
        return self.following, Counter(self.following + 1)

    def put_back(self, number: int) -> "Counter":
        """The counter with a number that was not used after all."""
        return Counter(self.following, tuple(sorted({*self.returned, number})))


def set_number(position: int) -> str:
    """ST02 of the nth set of an interchange, counted from 1."""
    return f"{position:04d}"


def batch_reference(interchange_number: int, position: int) -> str:
    """BHT03: a 277CA answers by it (2200B TRN02), so it is unique per set for ever."""
    return f"{interchange_number:09d}{position:04d}"
