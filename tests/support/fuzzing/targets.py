"""What is fed with any bytes, and what must hold of it; whatever raises is a finding of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from cobrelay import x12
from cobrelay.dates import parse_day
from cobrelay.money import format_x12, parse_cents
from cobrelay.x12 import values
from fuzzing import edges, seeds
from generated_x12.reading import CODE

CENTS_MAX = 10**18 - 1  # sixteen digits and two decimals
RESUMED_MAX = 3  # bookmarks that are followed of one file

Seeds = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class Target:
    """Something that takes bytes: its name, its seeds, its share of all inputs."""

    name: str
    run: Callable[[bytes], object]
    seeds: Seeds
    share: int
    readings: int = 1  # how often `run` reads its input; the time of one counts


def read_file(raw: bytes) -> None:
    """Every item can be read and located; every finding has a code of ours and a place inside."""
    x12.sniff(raw[:4096])
    report = x12.check(raw)
    for finding in report.findings:
        assert CODE.fullmatch(finding.code), finding.code
        assert 0 <= finding.place.byte_offset <= len(raw), finding.code
        assert 0 <= finding.place.segment_index <= len(raw), finding.code


def write_file(raw: bytes) -> None:
    """What is accepted comes back as it was; what can't be written is `Unwritable`."""
    accepted = x12.check(raw).verdict is x12.Verdict.ACCEPT
    written = x12.rewrite(raw)
    assert not accepted or _bare(written) == _bare(raw)
    with suppress(x12.Unwritable):
        x12.rewrite(raw, x12.DEFAULT)
    for item in x12.read(raw):
        if isinstance(item, x12.Claim837):
            with suppress(x12.Unwritable):
                x12.write_claim_body(item.tree)


def _bare(raw: bytes) -> bytes:
    """Without byte order mark, blanks and line breaks."""
    return b"".join(raw.removeprefix(b"\xef\xbb\xbf").split()).strip(b"\x00\x1a")


def resume_file(raw: bytes) -> None:
    """Reading can go on at any set or claim that it gave."""
    items = (
        item
        for item in x12.read(raw)
        if isinstance(item, x12.SetStart | x12.ClaimPayment | x12.Claim837)
    )
    for item, _ in zip(items, range(RESUMED_MAX), strict=False):
        mark = x12.Bookmark.from_json(x12.bookmark(item).to_json())
        for again in x12.read(raw, resume=mark):
            if isinstance(again, type(item)):
                break


def read_amount(raw: bytes) -> None:
    """An amount that is taken is ASCII digits, and is written back as the same amount."""
    cents = parse_cents(raw)
    assert parse_cents(raw.decode("latin-1")) == cents
    if cents is not None:
        assert raw.isascii()
        assert abs(cents) <= CENTS_MAX
        assert set(raw) <= set(b"-.0123456789")
        assert parse_cents(format_x12(cents)) == cents
    values.cents(raw.decode("latin-1"))


def read_date(raw: bytes) -> None:
    """A date that is taken has eight ASCII digits (or ten places) and exists."""
    for text in (raw.decode("latin-1"), raw.decode("utf-8", errors="replace")):
        day, iso = values.day(text), parse_day(text)
        assert day is None or day.strftime("%Y%m%d").rjust(8, "0") == text
        assert iso is None or iso.isoformat() == text
        for take in (values.period, values.short_day, values.count, values.is_npi, values.is_time):
            take(text)


TARGETS = (
    Target("835", read_file, seeds.of_kind("835"), 22),
    Target("837", read_file, seeds.of_kind("837"), 20),
    Target("999", read_file, seeds.of_kind("999"), 7),
    Target("277CA", read_file, seeds.of_kind("277CA"), 7),
    Target("TA1", read_file, seeds.of_kind("TA1"), 4),
    Target("write", write_file, seeds.of_kind("835", "837"), 6, readings=4),
    Target("resume", resume_file, seeds.of_kind("835", "837"), 6, readings=1 + RESUMED_MAX),
    Target("money", read_amount, seeds.amounts, 6),
    Target("dates", read_date, seeds.dates, 4),
    Target("events", edges.read_event, seeds.events, 6),
    Target("coverages", edges.read_coverages, seeds.coverages, 5),
    Target("configuration", edges.read_configuration, seeds.configurations, 2),
    Target("requests", edges.read_request, seeds.requests, 3),
    Target("names", edges.read_name, seeds.names, 2),
)
BY_NAME = {target.name: target for target in TARGETS}
