"""The places where a crash would hurt most, named so that a test can crash there.

Active only with ``COBRELAY_CHAOS=1``; ``COBRELAY_CRASH_AT=<name>[:nth]`` picks the place.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import Final, Literal, get_args

CrashPoint = Literal[
    "before_database_commit",
    "after_database_commit",  # and before the offsets are committed
    "after_offset_commit",
    "before_publish",
    "after_publish",  # and before the outbox rows are deleted
    "after_outbox_delete",
    "after_store",  # a file is kept, and not yet known
    "after_receipt",  # a file is known, and still in the inbox
    "after_intent",  # an outside call is about to be made
    "before_rename",  # a file is uploaded under its .part name
    "after_call",  # an outside call was made, and is not yet on record
]
CRASH_POINTS: Final = get_args(CrashPoint)
EXIT_CODE = 137  # what a SIGKILL would leave

_passed: Counter[str] = Counter()


def crash_point(name: CrashPoint) -> None:
    """Ends the process here, as abruptly as SIGKILL, if a test asked for it."""
    if os.environ.get("COBRELAY_CHAOS") != "1":
        return
    wanted, _, nth = os.environ.get("COBRELAY_CRASH_AT", "").partition(":")
    if wanted != name:
        return
    _passed[name] += 1
    if _passed[name] >= int(nth or 1):
        os._exit(EXIT_CODE)
