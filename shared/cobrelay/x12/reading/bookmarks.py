"""Bookmarks: where to go on reading, so that a long file can be taken up again at a claim."""

import json
from dataclasses import dataclass

from cobrelay.x12.stretch import Start, Stretch
from cobrelay.x12.views.claim import Claim837
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import Located
from cobrelay.x12.views.remittance import ClaimPayment


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A set, or a claim in it, and what must be read again to understand it."""

    interchange: Start
    group: Start
    set: Start
    ordinals: tuple[int, int, int]  # of interchange, group and set
    claim: Start | None = None
    claim_ordinal: int = 0
    contexts: tuple[Start, ...] = ()

    def to_json(self) -> str:
        """As text that can be stored; numbers only, no PHI."""
        starts = (self.interchange, self.group, self.set, self.claim, *self.contexts)
        places = [[s.offset, s.index, s.position, s.occurrence] if s else None for s in starts]
        return json.dumps([places, list(self.ordinals), self.claim_ordinal])

    @staticmethod
    def from_json(text: str) -> "Bookmark":
        """What `to_json` wrote."""
        places, ordinals, claim_ordinal = json.loads(text)
        starts = [Start(*place) if place else None for place in places]
        interchange, group, begin, claim, *contexts = starts
        assert interchange is not None
        assert group is not None
        assert begin is not None
        return Bookmark(
            interchange,
            group,
            begin,
            (ordinals[0], ordinals[1], ordinals[2]),
            claim,
            claim_ordinal,
            tuple(context for context in contexts if context),
        )


def bookmark(item: SetStart | ClaimPayment | Claim837) -> Bookmark:
    """Where this set or claim begins; the item must have been read from a file."""
    begin = item if isinstance(item, SetStart) else item.set
    ordinals = (begin.interchange.ordinal, begin.group.ordinal, begin.ordinal)
    starts = (_start(begin.interchange), _start(begin.group), _start(begin))
    if isinstance(item, SetStart):
        return Bookmark(*starts, ordinals)
    contexts = item.source.contexts if isinstance(item.source, Stretch) else ()
    return Bookmark(*starts, ordinals, _start(item), item.ordinal, contexts)


def _start(view: Located) -> Start:
    return view.source.start if isinstance(view.source, Stretch) else Start(0, 0, 0)
