"""Turns what went wrong into a sentence and a hint, for people who don't read tracebacks."""

from collections.abc import Callable
from typing import Any, Final

from cobrelay.errors import Refused, Transient
from cobrelay.platform.children import Failed
from cobrelay.platform.supervisor import AlreadyRunning
from cobrelay.settings import Misconfigured

FINDING: Final = 1
USAGE: Final = 2
UNREACHABLE: Final = 3  # something that the command needs does not answer


class Explained(Exception):
    """A failure that a command explains by itself."""

    def __init__(self, sentence: str, hint: str = "", exit_code: int = UNREACHABLE) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.exit_code = exit_code


_IS_IT_UP: Final = "Is it running? `make status` says; `make up` starts it."
_SILENT: Final = "The database or the broker does not answer."
_EXPECTED: Final[tuple[tuple[type[BaseException], Callable[[Any], Explained]], ...]] = (
    (Explained, lambda each: each),
    (Misconfigured, lambda each: Explained(str(each), "Mend that and try again.", USAGE)),
    (AlreadyRunning, lambda each: Explained(str(each), "`make down` ends what `make up` began.")),
    (Failed, lambda each: Explained(str(each), "The end of that log file says why.")),
    (Refused, lambda each: Explained(f"Refused: {each}.", exit_code=FINDING)),
    (Transient, lambda each: Explained(str(each) or _SILENT, _IS_IT_UP)),
    (FileNotFoundError, lambda each: Explained(f"{each.filename} is not there.", "", USAGE)),
    (PermissionError, lambda each: Explained(f"{each.filename} may not be read.", "", USAGE)),
    (ConnectionError, lambda _: Explained(_SILENT, _IS_IT_UP)),
    (TimeoutError, lambda _: Explained(_SILENT, _IS_IT_UP)),
)


def explain(failure: BaseException) -> Explained | None:
    """A sentence for what is expected to fail at times; None for a bug, which is shown whole."""
    if isinstance(failure, ExceptionGroup) and len(failure.exceptions) == 1:
        return explain(failure.exceptions[0])
    for expected, told in _EXPECTED:
        if isinstance(failure, expected):
            return told(failure)
    return _explain_grpc(failure)


def _explain_grpc(failure: BaseException) -> Explained | None:
    """gRPC is loaded only by commands that ask a service."""
    code = getattr(failure, "code", None)
    if not callable(code):
        return None
    status = getattr(code(), "name", "")
    details = getattr(failure, "details", lambda: "")() or status.lower().replace("_", " ")
    details = f"{details[:1].upper()}{details[1:]}"
    match status:
        case "UNAVAILABLE" | "DEADLINE_EXCEEDED":
            return Explained("The service does not answer.", _IS_IT_UP)
        case "NOT_FOUND" | "FAILED_PRECONDITION" | "ABORTED":
            return Explained(f"{details}.", exit_code=FINDING)
        case "INVALID_ARGUMENT":
            return Explained(f"{details}.", exit_code=USAGE)
        case "":
            return None
    return Explained(f"The service refused: {details}.")
