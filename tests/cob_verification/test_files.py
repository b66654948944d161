"""Coverage files: read row by row, neighbours of a patient together, resumable at any chunk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cob_verification.causes import CoverageRows, CoverageRowUnusable
from cob_verification.files import chunks, verify
from cob_verification.settings import Settings
from cobrelay.errors import Refused
from cobrelay.files.kinds import Chunk, FileContext

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


def test_neighbouring_rows_of_a_patient_take_effect_together(
    read: Callable[..., list[Chunk]],
) -> None:
    found = read(row("DOE"), row("Doe", 2), row("ROE"), row("DOE", 3))

    assert summed_up(found) == ["2: [2, 3]", "4: [4]", "5: [5]"]
    assert found[0].key == found[2].key != found[1].key


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
    rows = [row("DOE"), row("DOE", 2), "a,b", "c,d", row("ROE")]
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
