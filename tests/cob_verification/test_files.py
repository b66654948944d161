"""Coverage files: all rows of a patient together, the rest row by row; resumable at any chunk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from cob_verification.causes import CoverageRows, CoverageRowUnusable
from cob_verification.files import chunks, verify
from cob_verification.settings import Settings
from cobrelay.errors import Refused
from cobrelay.files.kinds import Chunk, FileContext
from cobrelay.files.sorting import sorted_on_disk

HEADER = (
    "patient_last_name,patient_first_name,patient_birth_date,patient_sex,rank,payer_id,shoe_size"
)
pytestmark = pytest.mark.usefixtures("cob_configuration")


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Chunk]]:
    def reading(*rows: str, start: int = 0) -> list[Chunk]:
        path = tmp_path / "feed.csv"
        path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join((HEADER, *rows)).encode("latin-1"))
        return list(chunks(path, start, FileContext("hash", path.name, "coverage", Settings())))

    return reading


def row(last: str, rank: int = 1) -> str:
    return f"{last},JANE,1950-02-03,F,{rank},P{rank},39"


def summed_up(found: list[Chunk]) -> list[str]:
    """Each chunk: its ordinal and the lines that it holds or refuses."""
    return [
        f"{each.ordinal}: {[one.line for one in each.body.rows]}"
        if isinstance(each.body, CoverageRows)
        else f"{each.ordinal}: {each.body.row.code}"
        for each in found
        if isinstance(each.body, CoverageRows | CoverageRowUnusable)
    ]


def test_rows_of_a_patient_take_effect_together_wherever_they_stand(
    read: Callable[..., list[Chunk]],
) -> None:
    found = read(row("DOE"), row("Doe", 2), row("ROE"), "a,b", row("DOE", 3), row("ROE", 2))

    assert summed_up(found) == ["2: [2, 3, 6]", "4: [4, 7]", "5: COB-905"]
    assert found[0].key != found[1].key


def test_rows_are_found_again_in_every_form_of_file(tmp_path: Path) -> None:
    """Byte order mark, each kind of line end, line breaks within values, letters of two bytes."""
    quoted = '"DO\nE",JANE,1950-02-03,F,2,"P\r\n2",39'
    text = f"\ufeff{HEADER}\r\n{row('MÜLLER')}\r{quoted}\n{row('ROE')}\r\n\n{row('MÜLLER', 3)}"
    path = tmp_path / "feed.csv"
    path.write_bytes(text.encode())

    found = list(chunks(path, 0, FileContext("hash", path.name, "coverage", Settings())))

    rows = [each.body.rows for each in found]
    assert [[one.patient.last_name for one in group] for group in rows] == [
        ["MÜLLER", "MÜLLER"],
        ["DO\nE"],
        ["ROE"],
    ]
    assert rows[1][0].coverage.payer.id == "P\r\n2"


def test_a_file_that_memory_does_not_hold_is_read_alike(
    read: Callable[..., list[Chunk]], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(f"P{number % 7}", 1 + number // 7) for number in range(40)]
    at_once = read(*rows)

    small = partial(sorted_on_disk, run_records=3)
    monkeypatch.setattr("cob_verification.files.sorted_on_disk", small)

    assert read(*rows) == at_once
    assert len(at_once) == 7


def test_more_rows_than_a_patient_can_have_are_refused_one_by_one(
    read: Callable[..., list[Chunk]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cob_verification.files.PATIENT_ROWS_MAX", 2)

    found = read(row("DOE"), row("DOE", 2), row("ROE"), row("DOE", 3))

    assert summed_up(found) == ["2: [2, 3]", "4: [4]", "5: COB-909"]


@pytest.mark.parametrize("start", [0, 3, 6])
def test_more_refusals_than_anybody_reads_are_told_in_one_sentence(
    read: Callable[..., list[Chunk]], monkeypatch: pytest.MonkeyPatch, start: int
) -> None:
    monkeypatch.setattr("cob_verification.files.REFUSALS_TOLD_MAX", 2)
    rows = ["a,b", "c,d", row("DOE"), "e,f", row("DOE", 2), "g,h", row("ROE")]

    found = read(*rows, start=start)

    every = ["2: COB-905", "3: COB-905", "4: [4, 6]", "8: [8]", "9: COB-910"]
    assert summed_up(found) == [each for each in every if int(each[0]) >= start]
    refused = found[-1].body.row
    assert (refused.line, refused.rows, "2 rows" in refused.detail) == (5, 2, True)
    assert read(*rows, start=10) == []


def test_bad_rows_are_chunks_of_their_own_and_empty_ones_are_none(
    read: Callable[..., list[Chunk]],
) -> None:
    rows = [row("DOE"), "", "a,b", row("ROE", 0), row("M\xfcLLER"), row("POE")]

    assert summed_up(read(*rows)) == [
        "2: [2]",
        "4: COB-905",
        "5: COB-903",
        "6: COB-907",
        "7: [7]",
    ]


def test_a_stray_quote_costs_its_row_and_not_the_file(read: Callable[..., list[Chunk]]) -> None:
    found = read(row("DOE"), '"RO"E,JANE,1950-02-03,F,1,P1,39', row("POE"))

    assert summed_up(found) == ["2: [2]", "3: COB-907", "4: [4]"]


def test_reading_resumes_at_any_chunk(read: Callable[..., list[Chunk]]) -> None:
    rows = [row("DOE"), row("DOE", 2), "a,b", "c,d", row("ROE"), row("DOE", 3)]
    every = read(*rows)

    for number, each in enumerate(every):
        assert read(*rows, start=each.ordinal) == every[number:]


def test_the_first_pass_counts_and_names_what_nobody_reads(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(f"{HEADER}\n{row('DOE')}\n\n{row('ROE')}\n")

    assert verify(path, FileContext("hash", "x", "coverage", Settings())) == (2, ("shoe_size",))


@pytest.mark.parametrize("content", ["", "\n\n", "a,b,c\n1,2,3\n", "\x00\x01"])
def test_a_file_without_a_usable_header_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(content)

    with pytest.raises(Refused, match="COB-908"):
        verify(path, FileContext("hash", "x", "coverage", Settings()))
