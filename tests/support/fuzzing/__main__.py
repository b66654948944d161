"""`python -m fuzzing`: so many inputs on so many processes, then what was found, in a few lines."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from fuzzing.by_chance import by_chance
from fuzzing.feeding import SECONDS_MAX, Feeder, Suspect
from fuzzing.judging import peak_mib, seconds, smallest

MIB_MAX = 64
PARTS = 2
GUIDED_PERCENT = 15  # of the inputs, for half of the time
FOLDER = Path("var/fuzz")


@dataclass
class Outcome:
    """All processes together, and what the second look at their suspects gave."""

    count: int = 0
    by_target: dict[str, int] = field(default_factory=dict)
    bytes_largest: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    suspects: list[Suspect] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "none")
    largest: tuple[float, str] = (0.0, "none")


def main() -> int:
    """0 when nothing was raised and nothing was slow or large; 1 otherwise."""
    asked = _arguments()
    if asked.part is not None:
        return _part(*asked.part)
    shutil.rmtree(FOLDER, ignore_errors=True)
    began = time.monotonic()
    engine = f"{GUIDED_PERCENT} % guided by coverage" if _is_guided(asked) else "by chance"
    _say(f"fuzz: {asked.count:,} inputs, {PARTS} processes, {engine}, seed {asked.seed}")
    _run_parts(asked)
    took = time.monotonic() - began
    outcome = _gathered()
    _judge(outcome)
    return _tell(outcome, took)


def _part(count: str, seed: str, folder: str, tally: str) -> int:
    """One process of inputs by chance."""
    feeder = Feeder(Path(folder))
    by_chance(feeder, int(count), int(seed))
    feeder.done().write(Path(tally))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzzing", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=["auto", "atheris", "chance"], default="auto")
    parser.add_argument("--part", nargs=4, help=argparse.SUPPRESS)
    return parser.parse_args()


def _is_guided(asked: argparse.Namespace) -> bool:
    is_there = importlib.util.find_spec("atheris") is not None
    return asked.engine == "atheris" or (asked.engine == "auto" and is_there)


def _run_parts(asked: argparse.Namespace) -> None:
    """Two processes: both by chance, or one by chance and one guided, which is slower."""
    FOLDER.mkdir(parents=True)
    guided = asked.count * GUIDED_PERCENT // 100 if _is_guided(asked) else asked.count // 2
    parts = []
    for number, count in enumerate((asked.count - guided, guided)):
        module = ["fuzzing.guided"] if number and _is_guided(asked) else ["fuzzing", "--part"]
        place = [str(FOLDER / f"part-{number}"), str(FOLDER / f"part-{number}.json")]
        seed = asked.seed * PARTS + number
        with (FOLDER / f"part-{number}.log").open("wb") as log:
            command = [sys.executable, "-m", *module, str(count), str(seed), *place]
            parts.append(subprocess.Popen(command, stderr=log, stdout=log))
    for part in parts:
        part.wait()


def _gathered() -> Outcome:
    outcome = Outcome()
    for number in range(PARTS):
        path = FOLDER / f"part-{number}.json"
        if not path.exists():
            outcome.failures[f"process {number} died"] = str(path.with_suffix(".log"))
            continue
        part = json.loads(path.read_text())
        outcome.count += part["count"]
        outcome.bytes_largest = max(outcome.bytes_largest, part["bytes_largest"])
        outcome.failures |= part["failures"]
        outcome.suspects += [Suspect(**each) for each in part["suspects"]]
        for name, count in part["by_target"].items():
            outcome.by_target[name] = outcome.by_target.get(name, 0) + count
        outcome.slowest = max(outcome.slowest, (part["slowest"], part["slowest_target"]))
    return outcome


def _judge(outcome: Outcome) -> None:
    """Measures suspects anew, alone; what a busy machine made slow is no finding."""
    if outcome.suspects:
        outcome.slowest = (0.0, "none")
    for suspect in outcome.suspects:
        raw = Path(suspect.path).read_bytes()
        named = f"{suspect.target}, {len(raw):,} bytes, {suspect.path}"
        outcome.slowest = max(outcome.slowest, (seconds(suspect.target, raw), named))
        outcome.largest = max(outcome.largest, (peak_mib(suspect.target, raw), named))
    for place, path in outcome.failures.items():
        name = place.split(":")[0]
        if not place.startswith("process"):
            Path(f"{path}.small").write_bytes(smallest(name, Path(path).read_bytes()))


def _tell(outcome: Outcome, took: float) -> int:
    slowest, largest = outcome.slowest, outcome.largest
    is_bad = outcome.failures or slowest[0] > SECONDS_MAX or largest[0] > MIB_MAX
    _say(
        *(f"  {name:14} {count:9,}" for name, count in sorted(outcome.by_target.items())),
        f"inputs   {outcome.count:,} in {took:,.0f} s: {outcome.count / took:,.0f}/s",
        f"longest  {outcome.bytes_largest:,} bytes",
        f"slowest  {slowest[0]:.3f} s ({slowest[1]})",
        f"largest  {largest[0]:.1f} MiB ({largest[1]})",
        f"untyped  {len(outcome.failures)}",
        *(f"  {place}\n    {path}" for place, path in outcome.failures.items()),
        "FAILED" if is_bad else "passed",
    )
    return 1 if is_bad else 0


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("COBRELAY_CLAIM_KEY_SECRET", "fuzzing")
    sys.exit(main())
