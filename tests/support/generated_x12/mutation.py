"""Damage done to a file: bytes, segments, elements, counts and control numbers, charset.

The delimiters are taken from where the ISA has them, in any state that the file is in; nothing
here raises, whatever the bytes. One list of operators serves Hypothesis and the fuzzer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generated_x12.chance import Chance

Operator = Callable[[bytes, Chance], bytes]

RUN_MAX = 64
REPEATED_MAX = 4096  # bytes that one repetition may add
TRAILERS = (b"SE", b"GE", b"IEA")
HEADERS = (b"ISA", b"GS", b"ST")
EVIL = (
    *(b"NaN", b"Infinity", b"1e5", b"1_0", b"+1", b" 1", b"1,000.00", b"1.005", b"-0.00", b"."),
    *("１２０".encode(), "²".encode(), b"9" * 40, b"-" + b"9" * 40, b"0" * 300 + b"1"),
    *(b"\x00", b"\x1b[2J", b"\x1c", b"\x85", b"\xd1", b"\xc3\x28", b"\xff\xfe", b"\r\n", b" "),
    *(b"~", b"*", b":", b"^", b"ISA", b"IEA", b"~ISA*00*", b"ST*835*0001", b"HL*1*1*22*1"),
    *(b"20251301", b"20250229", b"00000000", b"99991231-00010101", b"2026031", b"", b"../../x"),
    *(b"=HYPERLINK(1)", b"'; DROP TABLE x;--", b"\xe2\x80\xae", b"A:B:C:D:E:F:G:H:I:J:K:L"),
)


def parts(raw: bytes) -> tuple[bytes, bytes]:
    """Element separator and segment terminator, from their places in the ISA."""
    at = max(raw.find(b"ISA"), 0)
    element, segment = raw[at + 3 : at + 4], raw[at + 105 : at + 106]
    return element or b"*", segment or b"~"


def _place(raw: bytes, chance: Chance) -> int:
    return chance.between(0, max(len(raw) - 1, 0))


def flip_bit(raw: bytes, chance: Chance) -> bytes:
    at = _place(raw, chance)
    return (
        raw[:at]
        + bytes(byte ^ (1 << chance.between(0, 7)) for byte in raw[at : at + 1])
        + (raw[at + 1 :])
    )


def set_byte(raw: bytes, chance: Chance) -> bytes:
    at = _place(raw, chance)
    return raw[:at] + bytes([chance.between(0, 255)]) + raw[at + 1 :]


def insert_delimiter(raw: bytes, chance: Chance) -> bytes:
    at = _place(raw, chance)
    return raw[:at] + chance.one_of((*parts(raw), b":", b"^", b"\r\n", b"\x00")) + raw[at:]


def delete_byte(raw: bytes, chance: Chance) -> bytes:
    at = _place(raw, chance)
    return raw[:at] + raw[at + 1 :]


def delete_run(raw: bytes, chance: Chance) -> bytes:
    at = _place(raw, chance)
    return raw[:at] + raw[at + chance.between(2, RUN_MAX) :]


def truncate(raw: bytes, chance: Chance) -> bytes:
    return raw[: _place(raw, chance)]


def repeat_block(raw: bytes, chance: Chance) -> bytes:
    at = _place(raw, chance)
    block = raw[at : at + chance.between(1, RUN_MAX)] or b"~"
    times = chance.one_of((1, 2, 8, REPEATED_MAX // len(block)))
    return raw[:at] + block * times + raw[at:]


def swap_segments(raw: bytes, chance: Chance) -> bytes:
    segments = raw.split(parts(raw)[1])
    one, other = (chance.between(0, len(segments) - 1) for _ in range(2))
    segments[one], segments[other] = segments[other], segments[one]
    return parts(raw)[1].join(segments)


def duplicate_segment(raw: bytes, chance: Chance) -> bytes:
    segments = raw.split(parts(raw)[1])
    at, to = (chance.between(0, len(segments) - 1) for _ in range(2))
    segments.insert(to, segments[at])
    return parts(raw)[1].join(segments)


def drop_segment(raw: bytes, chance: Chance) -> bytes:
    segments = raw.split(parts(raw)[1])
    del segments[chance.between(0, len(segments) - 1)]
    return parts(raw)[1].join(segments)


def replace_element(raw: bytes, chance: Chance) -> bytes:
    return _with_element(raw, chance, chance.one_of(EVIL), among=())


def append_elements(raw: bytes, chance: Chance) -> bytes:
    element, segment = parts(raw)
    segments = raw.split(segment)
    more = element * chance.one_of((1, 2, 20, 1000)) + chance.one_of(EVIL)
    segments[chance.between(0, len(segments) - 1)] += more
    return segment.join(segments)


def change_count(raw: bytes, chance: Chance) -> bytes:
    """SE01, GE01 or IEA01: another number, or none."""
    number = chance.one_of((b"0", b"1", b"-1", b"99999", b"1" * 40, b"", b"NaN"))
    return _with_element(raw, chance, number, among=TRAILERS)


def change_control_number(raw: bytes, chance: Chance) -> bytes:
    number = b"%09d" % chance.between(0, 99)
    return _with_element(raw, chance, number, among=(*HEADERS, *TRAILERS))


def change_charset(raw: bytes, chance: Chance) -> bytes:
    encodings = ("utf-8", "utf-16", "utf-8-sig", "cp500")
    text = raw.decode("latin-1")
    return text.encode(chance.one_of(encodings), errors="replace")


def _with_element(raw: bytes, chance: Chance, value: bytes, *, among: Sequence[bytes]) -> bytes:
    element, segment = parts(raw)
    segments = raw.split(segment)
    fit = [
        at
        for at, text in enumerate(segments)
        if not among or text.strip(b"\r\n").split(element, 1)[0] in among
    ]
    if not fit:
        return raw
    at = chance.one_of(fit)
    row = segments[at].split(element)
    row[chance.between(min(1, len(row) - 1), len(row) - 1)] = value
    segments[at] = element.join(row)
    return segment.join(segments)


OPERATORS: tuple[Operator, ...] = (
    replace_element,
    drop_segment,
    duplicate_segment,
    swap_segments,
    change_count,
    change_control_number,
    insert_delimiter,
    delete_byte,
    delete_run,
    set_byte,
    flip_bit,
    append_elements,
    repeat_block,
    truncate,
    change_charset,
)


def mutate(raw: bytes, chance: Chance, times: int = 3) -> bytes:
    """The file after one to `times` operators."""
    for _ in range(chance.between(1, times)):
        raw = chance.one_of(OPERATORS)(raw, chance)
    return raw
