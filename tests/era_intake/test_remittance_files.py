"""An 835 file is read in two passes, of which the second can resume anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from cobrelay import x12
from cobrelay.files import Chunk, FileContext
from era_files import Claim, Plb, Remittance, era
from era_intake.adapters.remittance_files import chunks, unusable_sets, verify
from era_intake.causes import AdjustmentsRead, ClaimRead
from era_intake.settings import Settings

SETTINGS = Settings(claim_key_secret=SecretStr("test secret"))
TWO = Remittance([Claim("A1"), Claim("A2", icn="I2")], plbs=[Plb("WO", 100)])
BAD = Remittance([Claim("B1")], plbs=[Plb("WO", 100)], trace="T2")
ONE = Remittance([Claim("C1")], trace="T3")


def context(memo: str = "", bookmark: str = "") -> FileContext:
    return FileContext("hash", "a.835", "835", SETTINGS, memo, bookmark)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three sets, the second with a wrong count of segments."""
    content = era(TWO, BAD, ONE)
    end = next(line for line in content.splitlines() if line.endswith(b"*0002~") and b"SE" in line)
    file = tmp_path / "a.835"
    file.write_bytes(content.replace(end, b"SE*99*0002~"))
    return file


def shown(chunk: Chunk) -> tuple[int, int, str]:
    match chunk.body:
        case ClaimRead(set_ordinal=number, answer=answer):
            return chunk.ordinal, number, answer.control_number
        case AdjustmentsRead(set_ordinal=number, adjustments=adjustments):
            return chunk.ordinal, number, adjustments[0].reason_code
    raise AssertionError


def test_the_first_pass_keeps_a_few_bytes_of_each_claim(path: Path) -> None:
    first, second, third = verify(path, context()).sets

    assert [each.reason for each in (first, second, third)] == ["", "ERA-102", ""]
    assert (len(first.claims), len(first.claims.packed), first.net) == (2, 64, 13900)
    assert [each.ordinal for each in (first, second, third)] == [1, 2, 3]


def test_the_second_pass_leaves_out_what_the_first_refused(path: Path) -> None:
    memo = unusable_sets(verify(path, context()))

    read = [shown(chunk) for chunk in chunks(path, 0, context(memo))]

    assert read == [(0, 1, "A1"), (1, 1, "A2"), (2, 1, "WO"), (3, 3, "C1")]


@pytest.mark.parametrize("start", range(5))
def test_reading_resumes_at_any_chunk(path: Path, start: int) -> None:
    memo = unusable_sets(verify(path, context()))
    everything = list(chunks(path, 0, context(memo)))

    rest = list(chunks(path, start, context(memo)))

    assert rest == everything[start:]


@pytest.mark.parametrize("done", range(1, 5))
def test_reading_resumes_at_a_bookmark_and_reads_nothing_before_it(path: Path, done: int) -> None:
    memo = unusable_sets(verify(path, context()))
    everything = list(chunks(path, 0, context(memo)))
    bookmark = everything[done - 1].bookmark
    behind = without_claims_before(path, bookmark)

    rest = list(chunks(behind, done, context(memo, bookmark)))

    assert rest == everything[done:]


def without_claims_before(path: Path, bookmark: str) -> Path:
    """The file with the amounts of every claim spoilt that lies before the bookmark."""
    mark = x12.Bookmark.from_json(bookmark.partition(" ")[2])
    place = mark.claim or mark.set
    content = path.read_bytes()
    before = content[: place.offset].replace(b"SVC*", b"XXX*")
    path.write_bytes(before + content[place.offset :])
    return path


def test_the_content_hash_leaves_out_control_numbers_and_envelope(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.write_bytes(era(TWO))
    second.write_bytes(
        era(ONE, TWO, control="000000009").replace(b"~\n", b"~\r\n").replace(b"*", b"|")
    )

    (one,) = verify(first, context()).sets
    two = verify(second, context()).sets[1]

    assert one.content_hash == two.content_hash


def test_the_content_hash_notices_a_cent(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.write_bytes(era(Remittance([Claim()], paid=7000)))
    second.write_bytes(era(Remittance([Claim(contractual=2001)], paid=7000)))

    (one,), (two,) = (verify(path, context()).sets for path in (first, second))

    assert one.payment == two.payment
    assert one.content_hash != two.content_hash
