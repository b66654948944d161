"""From bytes to segments: streaming, in bounded blocks, with the byte offset of each segment.

Bytes are read as Latin-1, so one character is one byte and nothing is lost. A byte order mark,
blank lines, and a file wrapped at one constant width are accepted here and seen nowhere else.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from cobrelay.x12.delimiters import ISA_LENGTH
from cobrelay.x12.stretch import BLANKS, BREAKS, Origin

BLOCK_BYTES = 256 * 1024
FIRST_BLOCK_BYTES = 16 * 1024  # small files and files of many interchanges need no more at once
SEGMENT_BYTES_MAX = 1024 * 1024
_BOM = "\xef\xbb\xbf"
_WRAP = re.compile(r"\r?\n")
_BREAKS = frozenset(BREAKS)


class Block:
    """Some whole segments in order; offsets count characters of the unwrapped text."""

    __slots__ = (
        "_is_printable",
        "_lines",
        "_terminator",
        "_texts",
        "offset",
        "oversized",
        "terminated",
        "text",
    )

    def __init__(self, text: str, offset: int, terminator: str) -> None:
        self.text = text  # with terminators, without the last
        self.offset = offset
        self.terminated = True  # False: the file ended without a terminator after the last text
        self.oversized = False  # a segment longer than SEGMENT_BYTES_MAX began after these
        self._terminator = terminator
        self._texts: list[str] | None = None
        self._lines: list[str] | None = None
        self._is_printable: bool | None = None

    @property
    def texts(self) -> list[str]:
        """The segments with the line breaks around them; parted when first asked for."""
        if self._texts is None:
            self._texts = self.text.split(self._terminator) if self.terminated else [self.text]
        return self._texts

    @property
    def lines(self) -> list[str]:
        """The segments without the line breaks around them."""
        if self._lines is None:
            self._lines = self.texts
            if self.is_broken:
                self._lines = [each.strip(BREAKS) for each in self.texts]
        return self._lines

    @property
    def is_broken(self) -> bool:
        """Whether there are line breaks in it."""
        return "\n" in self.text or "\r" in self.text

    @property
    def end(self) -> int:
        """The offset after its last terminator."""
        return self.offset + len(self.text) + 1

    def begins(self, offset: int, opening: str | tuple[str, ...]) -> bool:
        """Whether what stands at an offset begins so, after line breaks."""
        at, text = offset - self.offset, self.text
        while text[at : at + 1] in _BREAKS:
            at += 1
        return text.startswith(opening, at)

    def segment(self, offset: int) -> str:
        """The segment at an offset, with the line breaks around it."""
        at = offset - self.offset
        end = self.text.find(self._terminator, at)
        return self.text[at:] if end < 0 else self.text[at:end]

    @property
    def is_printable(self) -> bool:
        """Whether there is nothing but printable ASCII in the block."""
        if self._is_printable is None:
            self._is_printable = self.text.isascii() and self.text.isprintable()
        return self._is_printable


class Lexer:
    """Reads a stream once, forward; `seek` starts over at an offset."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._text = ""  # read, not yet given out
        self._offset = 0  # of the first character of `_text`
        self._ended = False
        self._waits = False  # there is text that wants more after it
        self.origin = Origin()
        self._begin()

    def _begin(self) -> None:
        head = self._stream.read(FIRST_BLOCK_BYTES).decode("latin-1")
        start = len(_BOM) if head.startswith(_BOM) else 0
        head = head[start:]
        wrap = find_wrap(head)
        self.origin = Origin(start, *wrap) if wrap else Origin(start)
        self._text = self._unwrapped(head)

    @property
    def offset(self) -> int:
        """Where reading goes on (unwrapped)."""
        return self._offset

    def peek(self, count: int) -> str:
        """The next `count` characters, or what is left."""
        while len(self._text) < count and self._read(FIRST_BLOCK_BYTES):
            pass
        return self._text[:count]

    def skip(self, count: int) -> None:
        """Leave out the next `count` characters."""
        self._text = self._text[count:]
        self._offset += count

    def skip_blanks(self, terminator: str = "") -> None:
        """Leave out blanks, line breaks and terminators before an interchange; stop at the end."""
        while True:
            rest = self._text.lstrip(BLANKS + terminator)
            self.skip(len(self._text) - len(rest))
            if rest or not self._read(BLOCK_BYTES):
                return

    def seek(self, offset: int) -> None:
        """Go on at an offset that an earlier pass gave (unwrapped)."""
        self._stream.seek(self.origin.byte_offset(offset))
        self._text, self._offset, self._ended = "", offset, False

    def blocks(self, terminator: str) -> Iterator[Block]:
        """Blocks of segments until the file ends; `give_back` ends it earlier."""
        size = FIRST_BLOCK_BYTES
        while True:
            if self._waits:
                self._waits = False
                self._read(size)
                size = min(size * 4, BLOCK_BYTES)
            cut = self._text.rfind(terminator)
            if cut >= 0:
                text = self._text[:cut]
                block = Block(text, self._offset, terminator)
                self.skip(cut + 1)
                yield block
                continue
            if len(self._text) > SEGMENT_BYTES_MAX:
                block = Block("", self._offset, terminator)
                block.oversized = True
                yield block
                return
            if not self._read(size):
                break
            size = min(size * 4, BLOCK_BYTES)
        if self._text.strip(BLANKS):
            block = Block(self._text, self._offset, terminator)
            block.terminated = False
            self.skip(len(self._text))
            yield block

    def give_back(self, text: str, offset: int) -> None:
        """Put back text that a block held, to be read anew with other delimiters."""
        self._text = text + self._text
        self._offset = offset

    def wait(self, text: str, offset: int) -> None:
        """Put back text that a block held, to come again with what stands after it."""
        self.give_back(text, offset)
        self._waits = True

    def _read(self, size: int) -> bool:
        if self._ended:
            return False
        raw = self._stream.read(size)
        if not raw:
            self._ended = True
            return False
        self._text += self._unwrapped(raw.decode("latin-1"))
        return True

    def _unwrapped(self, text: str) -> str:
        if not self.origin.width:
            return text
        return text.replace("\n", "").replace("\r", "")


def find_wrap(head: str) -> tuple[int, int] | None:
    """Line width and length of the break, if lines of one width end within segments, or None."""
    first = _WRAP.search(head)
    if first is None or first.start() == 0:
        return None
    width, line_break = first.start(), first.group()
    lines = head.split(line_break)
    if any(len(line) != width for line in lines[:-2]) or len(lines[-1]) > width:
        return None
    if len(lines) > 2 and len(lines[-2]) > width:
        return None
    terminator = "".join(lines)[ISA_LENGTH - 1 : ISA_LENGTH]
    if not terminator or (terminator in "\r\n"):
        return None
    if all(line.endswith(terminator) for line in lines[:-1]):
        return None
    return (width, len(line_break)) if len(lines) > 1 else None
