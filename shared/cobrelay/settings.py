"""Reads the environment and the configuration files, and says in one sentence what is wrong."""

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ORGANISATION = "organisation.toml"
PAYERS = "payers.toml"

M = TypeVar("M", bound=BaseModel)
S = TypeVar("S", bound=BaseSettings)


class Misconfigured(ValueError):
    """One sentence that names the file or variable, the key and what is allowed; never a value."""


class Part(BaseModel):
    """The part of a configuration file that one service reads; the rest belongs to others."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, populate_by_name=True
    )


class Platform(BaseSettings):
    """What every service needs of its surroundings; each variable is COBRELAY_ and the name."""

    model_config = SettingsConfigDict(
        env_prefix="COBRELAY_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    kafka_bootstrap_servers: str = "127.0.0.1:9092"
    database_url: str = Field(
        default="postgresql+asyncpg://cobrelay@127.0.0.1:5432/cobrelay", repr=False
    )
    clock: str = "system"
    store_path: Path = Path("var/store")
    config_path: Path = Path("deploy/config")
    claim_key_secret: SecretStr


def from_environment(settings: type[S]) -> S:
    """The settings of one class, or Misconfigured with the variable that is missing or wrong."""
    prefix = settings.model_config.get("env_prefix", "")
    try:
        return settings()
    except ValidationError as failure:
        place, complaint = _first(failure)
        raise Misconfigured(f"{prefix}{place}".upper() + f" {complaint}.") from None


def read_toml(path: Path, model: type[M], *, inherit: tuple[str, str] | None = None) -> M:
    """One configuration file as `model`; with inherit=("defaults", "payers") every table under
    [payers] takes the keys that it leaves out from [defaults]."""
    table = _parsed(path)
    if inherit is not None:
        table = _inherited(table, *inherit)
    for place, known in _misspelt(table, model):
        raise Misconfigured(f"{path}: {place} is not known; did you mean {known}?")
    try:
        return model.model_validate(table)
    except ValidationError as failure:
        place, complaint = _first(failure)
        raise Misconfigured(f"{path}: {place} {complaint}.") from None


def file_hash(path: Path) -> str:
    """SHA-256 of a configuration file: stored with each decision that was taken under it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Misconfigured(f"{path} is missing; see deploy/config for an example.") from None
    except tomllib.TOMLDecodeError as failure:
        # The parser may quote the value it stumbled over; only the place is repeated.
        place = re.search(r"\(at (.*)\)", str(failure))
        raise Misconfigured(f"{path} is not TOML: {place[1] if place else 'its end'}.") from None
    except (ValueError, RecursionError):  # no UTF-8; a number of 5,000 digits; nested for ever
        raise Misconfigured(f"{path} is not TOML: it must be plain text in UTF-8.") from None
    except OSError as failure:
        raise Misconfigured(f"{path} can't be read: {failure.strerror}.") from None


def _inherited(table: dict[str, Any], source: str, target: str) -> dict[str, Any]:
    defaults, members = table.get(source, {}), table.get(target, {})
    if not isinstance(defaults, dict) or not isinstance(members, dict):
        return table
    merged = {
        name: {**defaults, **member} if isinstance(member, dict) else member
        for name, member in members.items()
    }
    return {**table, target: merged}


def _first(failure: ValidationError) -> tuple[str, str]:
    """Where and what, without the value: a file may hold what must not reach a log."""
    error = failure.errors(include_input=False, include_url=False, include_context=False)[0]
    place = ".".join(str(step) for step in error["loc"]) or "the file"
    complaint = error["msg"].replace("Input should", "should")
    complaint = complaint.replace("Field required", "is required")
    return place, complaint.removeprefix("Value error, ")


def _misspelt(value: object, annotation: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Keys that nobody declared and that look like one that this part declares and misses."""
    part = _part_of(annotation)
    if part is None:
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _misspelt(item, part, f"{place}.{number}".lstrip("."))
    elif isinstance(value, Mapping) and annotation is not part:
        for name, item in value.items():
            yield from _misspelt(item, part, f"{place}.{name}".lstrip("."))
    elif isinstance(value, Mapping):
        yield from _misspelt_keys(value, part, place)


def _misspelt_keys(
    table: Mapping[str, object], part: type[BaseModel], place: str
) -> Iterator[tuple[str, str]]:
    known = {field.alias or name: field for name, field in part.model_fields.items()}
    for key, item in table.items():
        where = f"{place}.{key}".lstrip(".")
        if key in known:
            yield from _misspelt(item, known[key].annotation, where)
        elif close := difflib.get_close_matches(key, known.keys() - table.keys(), 1, 0.8):
            yield where, close[0]


def _part_of(annotation: object) -> type[BaseModel] | None:
    """The model in an annotation: itself, or what a list, tuple or dict of it holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for each in get_args(annotation) if (part := _part_of(each))), None)
