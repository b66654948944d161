"""Money in whole cents: read strictly from text or X12 bytes, written back as X12 wants it.

Amounts are `Cents` (an `int`): never float, never `Decimal(text)`, which would take `1_20.00`,
full-width digits and exponents. The grammar of an amount is that of the X12 `R` element narrowed
to cents: `-?([0-9]{1,16}(\\.[0-9]{0,2})?|\\.[0-9]{1,2})`, matched on ASCII bytes.
"""

import re
from typing import NewType

Cents = NewType("Cents", int)

ZERO = Cents(0)

_AMOUNT = re.compile(rb"(-?)(?:([0-9]{1,16})(?:\.([0-9]{0,2}))?|\.([0-9]{1,2}))")


def parse_cents(raw: bytes | str) -> Cents | None:
    """Whole cents of an X12 amount, or None when it is none (`1e2`, `+1`, `1.005`, ` 1`, ``)."""
    if isinstance(raw, str):
        if not raw.isascii():
            return None
        raw = raw.encode("ascii")
    match = _AMOUNT.fullmatch(raw)
    if match is None:
        return None
    sign, whole, fraction, bare_fraction = match.groups()
    digits = (fraction if bare_fraction is None else bare_fraction) or b""
    cents = int(whole or b"0") * 100 + int(digits.ljust(2, b"0"))
    return Cents(-cents if sign else cents)


def format_x12(cents: int) -> str:
    """The amount as X12 writes it: point and decimals only where they are needed (`43`, `43.5`)."""
    sign = "-" if cents < 0 else ""
    whole, fraction = divmod(abs(cents), 100)
    if not fraction:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{fraction:02d}".rstrip("0")


def format_dollars(cents: int) -> str:
    """The amount as people read it: `1,234.50`, `-0.05`."""
    sign = "-" if cents < 0 else ""
    whole, fraction = divmod(abs(cents), 100)
    return f"{sign}{whole:,}.{fraction:02d}"
