"""`make bench-x12`: our codec beside other readers, on the same files, in one run.

Every measurement is a process of its own on one core; the readers take turns in each round, in an
order that is shuffled, and a ratio compares two readers within a round. The table gives the
median of the rounds and their spread, since a machine is never quiet.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

import files
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
OURS = sys.executable
PEERS = sys.argv[1] if len(sys.argv) > 1 else sys.executable  # where the other readers live
ROUNDS = int(os.environ.get("ROUNDS", "5"))
MEGABYTE = 1_000_000
MEMORY_SIZES = (10, 100, 500)  # MB
BALANCES, ALL, BOTH_WAYS = "cobrelay, balances", "cobrelay, all checks", "cobrelay, write + read"
DETAILS = "cobrelay, balances, details"


@dataclass(frozen=True, slots=True)
class Measured:
    """One reading: claims seen, seconds of CPU time, peak memory in MiB; or why there is none."""

    claims: int = 0
    seconds: float = 0.0
    memory: float = 0.0
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """How many times as fast as another reader we want to be."""

    ours: str
    other: str
    times: float


@dataclass(frozen=True, slots=True)
class Contest:
    """One file, and who reads it."""

    title: str
    file: Path
    readers: tuple[str, ...]
    ours: str  # the ratios of the table compare with this reader
    aims: tuple[Aim, ...] = ()


def measured(reader: str, file: Path) -> Measured:
    """Read the file once, in a process of its own."""
    python = OURS if reader.startswith("cobrelay") else PEERS
    command = [python, str(HERE / "readers.py"), reader, str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        raised = [line for line in ended.stderr.splitlines() if line[:1].isalpha() and ":" in line]
        return Measured(failure=f"fails: {raised[-1] if raised else ended.stderr:.24}")
    return Measured(**json.loads(ended.stdout))


def rounds(contest: Contest, random: Random) -> dict[str, list[Measured]]:
    """Every reader once a round, in changing order; who fails once is not asked again."""
    found: dict[str, list[Measured]] = {reader: [] for reader in contest.readers}
    for _ in range(ROUNDS):
        for reader in random.sample(contest.readers, len(contest.readers)):
            if not any(each.failure for each in found[reader]):
                found[reader].append(measured(reader, contest.file))
    return found


def ratios(slow: Sequence[Measured], quick: Sequence[Measured]) -> list[float]:
    """How many times as long the first took, round by round."""
    return [a.seconds / b.seconds for a, b in zip(slow, quick, strict=False)]


def spread(values: Iterable[float], form: str) -> str:
    """Median, and the least and the most."""
    known = list(values)
    return f"{median(known):{form}} ({min(known):{form}} to {max(known):{form}})"


def shown(contest: Contest, found: Mapping[str, Sequence[Measured]]) -> Table:
    """A row for each reader."""
    size = contest.file.stat().st_size / MEGABYTE
    table = Table(title=f"{contest.title}, {size:.1f} MB", title_justify="left")
    table.add_column("reader")
    table.add_column("claims a second", justify="right")
    table.add_column(f"time, as a multiple of\n{contest.ours}", justify="right")
    table.add_column("peak memory, MiB", justify="right")
    for reader in contest.readers:
        table.add_row(reader, *_row(found[reader], found[contest.ours]))
    return table


def _row(mine: Sequence[Measured], ours: Sequence[Measured]) -> tuple[str, str, str]:
    if failure := next((each.failure for each in mine if each.failure), ""):
        return failure, "", ""
    rate = median(each.claims / each.seconds for each in mine)
    return f"{rate:,.0f}", spread(ratios(mine, ours), ".2f"), f"{max(m.memory for m in mine):,.0f}"


def judged(contest: Contest, found: Mapping[str, Sequence[Measured]]) -> Iterable[str]:
    """A line for each aim: what was wanted, what came."""
    for aim in contest.aims:
        mine, other = found[aim.ours], found[aim.other]
        if any(each.failure for each in (*mine, *other)):
            yield f"{aim.ours} against {aim.other}: not measured"
            continue
        came = ratios(other, mine)
        word = "reached" if median(came) >= aim.times else "not reached"
        yield f"{aim.ours}: {spread(came, '.1f')} times {aim.other}; aim {aim.times:g}: {word}"


def contests(folder: Path) -> Iterable[Contest]:
    """The files of this run, written as they are needed."""
    shorter, longer, claims = folder / "shorter.835", folder / "longer.835", folder / "claims.837"
    files.write_remittances(longer, 40_000)
    peers = ("oxedi, tables", "oxedi, Python rows", "openx12")
    rows = "oxedi, Python rows"
    aims = (Aim(BALANCES, rows, 2.3), Aim(ALL, rows, 1.5))
    yield Contest("835, 40,000 claims", longer, (BALANCES, DETAILS, ALL, *peers), BALANCES, aims)
    files.write_remittances(shorter, 10_000)
    slow = ("x12sdk, models", "pyx12, validation")
    against = (Aim(BALANCES, "pyx12, validation", 100),)
    yield Contest("835, 10,000 claims", shorter, (BALANCES, ALL, *slow), BALANCES, against)
    files.write_claims(claims, 5_000)
    readers = (BOTH_WAYS, ALL, "openx12", *slow)
    against = (Aim(BOTH_WAYS, "pyx12, validation", 100),)
    yield Contest("837P, 5,000 claims", claims, readers, ALL, against)


def memory(folder: Path) -> Table:
    """Peak memory by the size of the file."""
    readers = (BALANCES, ALL, "oxedi, tables", "oxedi, Python rows")
    table = Table(title="835, peak memory in MiB", title_justify="left")
    table.add_column("reader")
    found: dict[str, list[str]] = {reader: [] for reader in readers}
    for size in MEMORY_SIZES:
        table.add_column(f"{size} MB", justify="right")
        file = folder / "memory.835"
        files.write_remittances(file, 0, sizes=size * MEGABYTE)
        for reader, row in found.items():
            row.append(_memory(reader, file, size))
    for reader, row in found.items():
        table.add_row(reader, *row)
    return table


def _memory(reader: str, file: Path, size: int) -> str:
    if reader.startswith("oxedi") and size > MEMORY_SIZES[1]:
        return "not tried"  # holds the file, its tables and its rows
    took = measured(reader, file)
    return took.failure or f"{took.memory:,.0f}"


def main() -> None:
    """Run everything and print it."""
    console = Console(width=110)
    random = Random(7)
    cores = os.cpu_count()
    console.print(
        f"Python {platform.python_version()}, {cores} cores, each reader on one; {ROUNDS} rounds"
    )
    with tempfile.TemporaryDirectory() as name:
        for contest in contests(Path(name)):
            found = rounds(contest, random)
            console.print(shown(contest, found))
            console.print(*judged(contest, found), sep="\n")
        console.print(memory(Path(name)))


if __name__ == "__main__":
    main()
