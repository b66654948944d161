"""A file in the making: segments from ISA to IEA, and how they become bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

USUAL = "*:^~"  # element, component, repetition, segment
GUIDES = {
    "835": ("HP", "005010X221A1"),
    "837": ("HC", "005010X222A1"),
    "999": ("FA", "005010X231A1"),
    "277": ("HN", "005010X214"),
}


@dataclass(frozen=True)
class Layout:
    """How segments are put into bytes: nothing of it carries meaning."""

    delimiters: str = USUAL
    line_break: str = ""
    byte_order_mark: bool = False
    blanks_after: int = 0
    width: int = 0  # wrap at this many characters; 0 leaves the lines as they are


def interchange(kind: str, sets: Sequence[Sequence[str]], number: int = 7) -> list[str]:
    """ISA to IEA around the bodies of sets (what stands between ST and SE)."""
    code, version = GUIDES[kind]
    segments = [
        f"ISA*00*{'':10}*00*{'':10}*ZZ*{'LAKEPAYER':15}*ZZ*{'HARBOR':15}"
        f"*260302*0915*^*00501*{number:09d}*0*T*:",
        f"GS*{code}*LAKEPAYER*HARBOR*20260302*0915*{number}*X*{version}",
    ]
    for at, body in enumerate(sets, start=1):
        named = "" if kind == "835" else f"*{version}"
        segments += [f"ST*{kind}*{at:04d}{named}", *body, f"SE*{len(body) + 2}*{at:04d}"]
    return [*segments, f"GE*{len(sets)}*{number}", f"IEA*1*{number:09d}"]


def to_bytes(segments: Sequence[str], layout: Layout = Layout()) -> bytes:
    """The segments as a file."""
    translated = str.maketrans(USUAL[:3], layout.delimiters[:3])
    end = layout.delimiters[3] + layout.line_break
    text = "".join(segment.translate(translated) + end for segment in segments)
    if layout.width:
        lines = range(0, len(text), layout.width)
        text = "\r\n".join(text[at : at + layout.width] for at in lines)
    mark = b"\xef\xbb\xbf" if layout.byte_order_mark else b""
    return mark + text.encode("latin-1") + b" " * layout.blanks_after


def dollars(cents: int) -> str:
    """Cents as an X12 amount, point and decimals only where they are needed."""
    sign, whole, fraction = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    return f"{sign}{whole}" + (f".{fraction:02d}".rstrip("0") if fraction else "")
