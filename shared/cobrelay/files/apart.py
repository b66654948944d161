"""Runs one function in a process of its own, at low priority, and brings its result back.

What takes minutes of processor time would hold up everything else in a service's own process. The
child ends with its task, and so gives its memory back; it ends at once when its parent ends, for
it holds the other end of the parent's pipe.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import Any, Final, TypeVar

R = TypeVar("R")

NICENESS: Final = 5  # a third of a processor that others want: they answer within a second
ORPHANED: Final = 3
PARENT: Final = 0  # the child's end of the pipe: its standard input


class ChildDied(Exception):
    """The process ended without an answer: killed, out of memory, or a bug below Python."""


async def run(function: Callable[..., R], *arguments: Any) -> R:
    """What `function(*arguments)` returns; all of it must pickle. Raises ChildDied.

    `function` answers for its own exceptions: one that escapes it costs the answer.
    """
    with tempfile.TemporaryFile() as answer:  # a pipe would want somebody to read along
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __name__, stdin=asyncio.subprocess.PIPE, stdout=answer
        )
        try:
            await _tell(child, pickle.dumps((function, arguments)))
            code = await child.wait()
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        if code:
            raise ChildDied(f"exit code {code}")
        answer.seek(0)
        result: R = await asyncio.to_thread(pickle.load, answer)
        return result


async def _tell(child: asyncio.subprocess.Process, task: bytes) -> None:
    assert child.stdin is not None
    try:
        child.stdin.write(task)
        await child.stdin.drain()
    except ConnectionError:
        return  # it is dead: its exit code says more


def main() -> None:
    """The child: reads its task, does it, writes the answer to its standard output."""
    os.nice(NICENESS)
    with os.fdopen(os.dup(PARENT), "rb") as told:
        function, arguments = pickle.load(told)  # noqa: S301 - from our own parent
    threading.Thread(target=_end_with_parent, daemon=True).start()
    result = function(*arguments)
    # The last protocol writes large byte strings as they are, without a copy of the whole.
    with os.fdopen(sys.stdout.fileno(), "wb", closefd=False) as answer:
        pickle.dump(result, answer, protocol=pickle.HIGHEST_PROTOCOL)


def _end_with_parent() -> None:
    """Nothing more is ever sent: the pipe ends with the parent, however that ends."""
    while os.read(PARENT, 1):
        pass
    os._exit(ORPHANED)


if __name__ == "__main__":
    main()
