"""`cobrelay codes`: what a code means, which codes there are, and a newer list laid over ours."""

import fcntl
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cobrelay.cli.failures import FINDING, USAGE, Explained
from cobrelay.cli.printing import AsJson, show_table
from cobrelay.x12 import codes
from cobrelay.x12.codes.listing import Code, Mistake, Parsed, parse, write
from cobrelay.x12.codes.updating import Update, merged, update

app = typer.Typer(
    help="What codes mean, and when they are in force; newer lists.", no_args_is_help=True
)

FOLDER = "COBRELAY_CODES_DIR"
FILE_BYTES_MAX = 8 * 1024 * 1024  # many times the longest list there is
NO_WORDING = "(no wording of ours)"

_ADJUSTMENT = re.compile(r"([A-Z]{2})-?([0-9A-Z]+)")
_ADJUSTMENT_SETS = ("adjustment_group", "adjustment_reason")
_STATUS_SETS = ("status_category", "status", "entity")
_EFFECTS = ("added", "changed", "ended")

Found = tuple[str, Code]  # the set and the code
SetName = Annotated[str, typer.Option("--set", help="Look in this set only (`codes list`).")]


@app.command()
def show(
    wanted: Annotated[list[str], typer.Argument(help="For example: CO45 N130 A7:400:PR")],
    code_set: SetName = "",
    as_json: AsJson = False,
) -> None:
    """Say what codes mean, and when they are in force; exit code 1 when one is not known."""
    if code_set:
        _known(code_set)
    found = {each: tuple(_look_up(each.upper(), code_set)) for each in wanted}
    rows = [row for each in found.values() for row in each]
    if as_json:
        typer.echo(json.dumps([_as_dict(name, code) for name, code in rows], indent=1))
    elif rows:
        show_table(("code", "set", "meaning", "in force"), _rows(rows), empty="")
    missing = [each for each, sets in found.items() if not sets]
    if missing:
        typer.echo(f"Not in {code_set or 'any set'}: {', '.join(missing)}.", err=True)
        raise typer.Exit(FINDING)


@app.command("list")
def list_codes(
    code_set: Annotated[str, typer.Argument(help="A set; without it, the sets are listed.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the sets, or the codes of one."""
    if code_set:
        found = [(code_set, code) for code in codes.code_list(_known(code_set)).codes.values()]
        if as_json:
            typer.echo(json.dumps([_as_dict(name, code) for name, code in found], indent=1))
        else:
            show_table(("code", "meaning", "in force"), _short_rows(found), empty="No codes.")
        return
    if as_json:
        typer.echo(json.dumps([_set_as_dict(name) for name in codes.NAMES], indent=1))
        return
    lists = [(name, codes.code_list(name)) for name in codes.NAMES]
    rows = [(name, len(each.codes), each.as_of, each.title) for name, each in lists]
    show_table(("set", "$codes", "as of", "what for"), rows, empty="")


@app.command("update")
def update_set(
    code_set: Annotated[str, typer.Argument(help="The set (`codes list`).")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    folder: Annotated[
        Path | None, typer.Option(envvar=FOLDER, help="Where newer lists lie.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Say what would change; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Lay a CSV (code, start, stop, modified, wording) over a set; what it leaves out stays."""
    _known(code_set)
    if folder is None:
        raise Explained(
            f"There is no folder for newer lists: {FOLDER} is not set.",
            "Set it for the services too, or name the folder with --folder.",
            USAGE,
        )
    given = _read(file)
    if dry_run:
        done = _update(code_set, given, folder)
    else:
        with _alone(folder):
            done = _update(code_set, given, folder)
            if any(getattr(done, effect) for effect in _EFFECTS) and not done.mistakes:
                _write(code_set, given, folder, done)
    _tell(done, folder / f"{code_set}.csv", as_json=as_json, dry_run=dry_run)
    if done.mistakes:
        raise typer.Exit(FINDING)


def _known(name: str) -> str:
    if name not in codes.NAMES:
        raise typer.BadParameter(f"there is no set {name}; `cobrelay codes list` shows them")
    return name


def _look_up(wanted: str, code_set: str) -> Iterator[Found]:
    """`CO45` is a group and a reason, `A7:400:PR` category, status and entity; else one code."""
    parts = wanted.split(":")
    adjustment = _ADJUSTMENT.fullmatch(wanted)
    if len(parts) > 1 and not code_set:
        yield from _all_of(zip(_STATUS_SETS, parts, strict=False))
        return
    alone = [(name, wanted) for name in ([code_set] if code_set else codes.NAMES)]
    found = [(name, codes.code_list(name).codes[code]) for name, code in alone if _has(name, code)]
    if adjustment and not code_set and not found:
        yield from _all_of(zip(_ADJUSTMENT_SETS, adjustment.groups(), strict=True))
    yield from found


def _all_of(pairs: Iterable[tuple[str, str]]) -> Iterator[Found]:
    """The codes of several sets, when each set has its code."""
    wanted = [(name, code) for name, code in pairs if code]
    if all(_has(name, code) for name, code in wanted):
        yield from ((name, codes.code_list(name).codes[code]) for name, code in wanted)


def _has(name: str, code: str) -> bool:
    return codes.knows(name, code)


def _rows(found: Iterable[Found]) -> Iterator[tuple[str, ...]]:
    for name, code in found:
        yield code.code, name, code.wording or NO_WORDING, _in_force(code)


def _short_rows(found: Iterable[Found]) -> Iterator[tuple[str, ...]]:
    return ((row[0], *row[2:]) for row in _rows(found))


def _in_force(code: Code) -> str:
    match code.start, code.stop:
        case None, None:
            return ""
        case start, None:
            return f"since {start}"
        case None, stop:
            return f"until {stop}"
    return f"{code.start} to {code.stop}"


def _as_dict(name: str, code: Code) -> dict[str, str | None]:
    dates = {"start": code.start, "stop": code.stop, "modified": code.modified}
    told = {key: day.isoformat() if day else None for key, day in dates.items()}
    return {"set": name, "code": code.code, "meaning": code.wording, **told}


def _set_as_dict(name: str) -> dict[str, object]:
    about = codes.code_list(name)
    details = {key.replace(" ", "_"): value for key, value in about.about.items()}
    return {"set": name, "codes": len(about.codes), **details}


def _read(file: Path) -> Parsed:
    if file.stat().st_size > FILE_BYTES_MAX:
        return Parsed({}, (), (Mistake(1, f"the file is larger than {FILE_BYTES_MAX} bytes"),))
    try:
        return parse(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return Parsed({}, (), (Mistake(1, "the file is no text in UTF-8"),))


def lay_over(folder: Path) -> None:
    """From now on the lists of the folder lie over ours; a mistake in one of them is told."""
    try:
        codes.use(folder)
    except codes.Unreadable as wrong:
        raise Explained(str(wrong), "Mend or remove that file.", USAGE) from wrong


def _update(code_set: str, given: Parsed, folder: Path) -> Update:
    lay_over(folder)
    return update(codes.code_list(code_set).codes, given)


def _write(code_set: str, given: Parsed, folder: Path, done: Update) -> None:
    """Only what differs from our list is kept there, so that a newer release shows through."""
    path = folder / f"{code_set}.csv"
    before = _read(path) if path.exists() else Parsed({}, (), ())
    changed = [code for code in done.codes if code.code not in done.unchanged]
    kept = merged(before.as_list().codes.values(), changed)
    _replace(path, write(kept, {**before.about, **given.about}))


def _replace(path: Path, text: str) -> None:
    """The whole new file or the whole old one, whatever happens meanwhile."""
    fresh = path.with_suffix(f".{os.getpid()}")
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.rename(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One update at a time, so that none loses what another has written."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _tell(done: Update, path: Path, *, as_json: bool, dry_run: bool) -> None:
    effects = {effect: getattr(done, effect) for effect in _EFFECTS}
    if as_json:
        mistakes = [{"line": each.line, "message": each.message} for each in done.mistakes]
        typer.echo(json.dumps({"file": str(path), **effects, "mistakes": mistakes}, indent=1))
        return
    for mistake in done.mistakes:
        typer.echo(f"line {mistake.line}: {mistake.message}")
    if done.mistakes:
        typer.echo("Nothing was written.")
        return
    for effect, touched in effects.items():
        typer.echo(f"{len(touched)} {effect}{': ' if touched else ''}{', '.join(touched)}")
    if dry_run or not any(effects.values()):
        typer.echo("Nothing was written." if dry_run else "Nothing is new; nothing was written.")
    else:
        typer.echo(f"Written to {path}. Services read it when they start.")
