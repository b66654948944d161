"""A claim's body (loop 2000A to its end) read back as a claim, with what is wrong with it."""

from cobrelay import x12
from cobrelay.x12.findings import Level
from cobrelay.x12.views.claim import Claim837

NO_LEVELS: frozenset[Level] = frozenset()
# A body has no envelope of its own: it is read inside one that says nothing of anybody.
_BEFORE = (
    b"ISA*00*          *00*          *ZZ*BODY           *ZZ*BODY           "
    b"*491231*0000*^*00501*000000001*0*T*:~GS*HC*BODY*BODY*20991231*0000*1*X*005010X222A1~"
    b"ST*837*0001*005010X222A1~BHT*0019*00*1*20991231*0000*CH~"
    b"NM1*41*2*BODY*****46*BODY~PER*IC*BODY*TE*5550100100~NM1*40*2*BODY*****46*BODY~"
)
_AFTER = b"SE*%d*0001~GE*1*1~IEA*1*000000001~"
_SEGMENTS_AROUND = 6  # ST BHT NM1 PER NM1 … SE


def read_body(body: bytes, levels: frozenset[Level] = NO_LEVELS) -> Claim837 | None:
    """The first claim in a body with delimiters * : ^ ~; None when there is none."""
    after = _AFTER % (body.count(b"~") + _SEGMENTS_AROUND)
    for item in x12.read(_BEFORE + body + after, levels=levels):
        if isinstance(item, Claim837):
            return item
    return None
