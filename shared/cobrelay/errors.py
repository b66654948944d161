"""The three ways in which work can fail, and what each one costs.

Error
├── Transient   the world is not ready (broker, database, network): try again, nothing is parked
├── Refused     this one cause cannot be right: it is parked under its stable reason code
└── Broken      an invariant of our own does not hold: the process stops before it writes more

Validation raises none of these: it returns findings, and the caller decides.
No message of an error carries a name, a number or a date of a patient.
"""

from __future__ import annotations


class CobrelayError(Exception):
    """The root of every error that the relay raises on purpose."""


class Transient(CobrelayError):
    """Something outside is not ready; the same attempt may succeed later."""


class Refused(CobrelayError):
    """This cause cannot be carried out as it is; `code` is the stable reason, e.g. ``COB-103``.

    In `decide` it parks the message. In a request it is the answer to whoever asked.
    `detail` is a sentence for people and must not identify anybody.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class KeyParked(Refused):
    """The request concerns a claim of which an earlier event is parked: release that first."""

    def __init__(self) -> None:
        super().__init__("KEY_PARKED", "an earlier event of this claim is parked")


class Broken(CobrelayError):
    """An invariant of our own code or data is violated; going on would make it worse."""
