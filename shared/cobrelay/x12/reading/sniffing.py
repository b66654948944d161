"""Telling what a file holds by its first bytes."""

from cobrelay.x12.delimiters import ISA_LENGTH, Delimiters, read_delimiters

_KINDS = {"835": "835", "837": "837", "999": "999"}


def sniff(head: bytes) -> str:
    """`835`, `837`, `999`, `TA1`, `277CA`, `other` (X12 of another kind) or `unknown` (no X12)."""
    text = head.decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip(" \t\r\n")
    if not text.startswith("ISA"):
        return "unknown"
    delimiters = read_delimiters(text[:ISA_LENGTH])
    if not isinstance(delimiters, Delimiters):
        delimiters = read_delimiters(text.replace("\r", "").replace("\n", "")[:ISA_LENGTH])
        text = text.replace("\r", "").replace("\n", "")
    if not isinstance(delimiters, Delimiters):
        return "unknown"
    return _kind(text, delimiters)


def _kind(text: str, delimiters: Delimiters) -> str:
    version = ""
    for piece in text.split(delimiters.segment):
        row = piece.strip("\r\n ").split(delimiters.element)
        match row[0]:
            case "GS" if len(row) > 8:
                version = row[8]
            case "TA1":
                version = version or "TA1"
            case "ST" if len(row) > 1:
                if row[1] == "277":
                    named = row[3] if len(row) > 3 and row[3] else version
                    return "277CA" if "X214" in named else "other"
                return _KINDS.get(row[1], "other")
            case "IEA":
                break
    return "TA1" if version == "TA1" else "other"
