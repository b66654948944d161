"""The fuse: stops a worker when causes fail so fast that the release is more likely wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from cobrelay.errors import CobrelayError

IN_A_ROW = 20
WINDOW = 200
SHARE_OF_WINDOW = 0.05


class FuseBlown(CobrelayError):
    """Too many first causes of parking: nothing more is parked until somebody looks."""


class Fuse:
    """Counts first causes of parking; messages parked behind another do not count."""

    def __init__(
        self, *, in_a_row: int = IN_A_ROW, window: int = WINDOW, share: float = SHARE_OF_WINDOW
    ) -> None:
        self.in_a_row = in_a_row
        self.share = share
        self.blown = False
        self._recent: deque[bool] = deque(maxlen=window)

    def check(self, failed: Iterable[bool]) -> None:
        """Raises FuseBlown if these outcomes, after the earlier ones, are too many; else no change.

        Called before the commit, so that what blows the fuse is not parked either.
        """
        window = deque(self._recent, maxlen=self._recent.maxlen)
        run = _run_at_end(window)
        for outcome in failed:
            window.append(outcome)
            run = run + 1 if outcome else 0
            if run >= self.in_a_row or sum(window) > self.share * (window.maxlen or 0):
                self.blown = True
                raise FuseBlown(f"{sum(window)} of the last {len(window)} causes failed")

    def count(self, failed: Iterable[bool]) -> None:
        """Remembers outcomes; called after the commit."""
        self._recent.extend(failed)


def _run_at_end(window: deque[bool]) -> int:
    run = 0
    for outcome in reversed(window):
        if not outcome:
            break
        run += 1
    return run
