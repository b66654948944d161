"""Where files come from and how they are kept: inboxes, the raw store, reading in two passes."""

from cobrelay.files.kinds import Chunk, FileContext, FileKind, FileRefused, FileVerified
from cobrelay.files.store import RawStore

__all__ = ["Chunk", "FileContext", "FileKind", "FileRefused", "FileVerified", "RawStore"]
