"""Whatever a coverage file holds, each bad row is refused on its line and the good ones go on."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from cob_verification.causes import CoverageRows, CoverageRowUnusable
from cob_verification.files import chunks, verify
from cob_verification.settings import Settings
from cobrelay.errors import Refused
from cobrelay.files.kinds import FileContext

pytestmark = pytest.mark.usefixtures("cob_configuration")
HEADER = "patient_last_name,patient_first_name,patient_birth_date,patient_sex,rank,payer_id"
Read = Callable[[bytes], list[str]]


def row(last: str, payer: str = "P1") -> str:
    return f"{last},JANE,1950-02-03,F,1,{payer}"


def feed(*rows: str | bytes, header: str = HEADER) -> bytes:
    encoded = [each if isinstance(each, bytes) else each.encode() for each in (header, *rows)]
    return b"\n".join(encoded) + b"\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Both passes; of each chunk its line, and whose rows or why not."""

    def reading(content: bytes) -> list[str]:
        path = tmp_path / "feed.csv"
        path.write_bytes(content)
        context = FileContext("hash", path.name, "coverage", Settings())
        verify(path, context)
        return [f"{each.ordinal} {_said(each.body)}" for each in chunks(path, 0, context)]

    return reading


def _said(body: object) -> str:
    match body:
        case CoverageRows(rows=rows):
            return ",".join(each.patient.last_name for each in rows)
        case CoverageRowUnusable(row=refused):
            return refused.code
    raise AssertionError


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("RO\0E,JANE,1950-02-03,F,1,P1", id="a NUL"),
        pytest.param("A" * 5000 + ",JANE,1950-02-03,F,1,P1", id="a cell above the limit"),
        pytest.param("A" * 10_000_000 + ",JANE,1950-02-03,F,1,P1", id="a cell of 10 MB"),
        pytest.param('"' + "A" * 10_000_000 + '",JANE,1950-02-03,F,1,P1', id="10 MB in quotes"),
        pytest.param("A," * 3_000_000, id="millions of columns"),
        pytest.param("M\xfcLLER,JANE,1950-02-03,F,1,P1".encode("latin-1"), id="latin-1"),
        pytest.param("POE,JANE,1950-02-03,F,1,P1".encode("utf-16-le"), id="UTF-16"),
        pytest.param(b"\xff\xfe\xfd\xfc,\x80,\x81", id="no encoding at all"),
        pytest.param('"RO"E",JANE,1950-02-03,F,1,P1', id="a stray quote"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_on_its_line(read: Read, bad: str | bytes) -> None:
    assert read(feed(row("DOE"), bad, row("POE"))) == ["2 DOE", "3 COB-907", "4 POE"]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        pytest.param("," * 100_000, "COB-905", id="100,000 empty columns and a value"),
        pytest.param("DOE,JANE,1950-02-03,F,\u0661,P1", "COB-903", id="an Arabic digit"),
        pytest.param("DOE,JANE,\uff11950-02-03,F,1,P1", "COB-902", id="a wide digit"),
        pytest.param("DOE,JANE,1950-02-03,F,1e0,P1", "COB-903", id="an exponent"),
        pytest.param("DOE,JANE,1950-02-03,F,1_0,P1", "COB-903", id="an underscore"),
        pytest.param("DOE,JANE,1950-02-03,F," + "9" * 4000 + ",P1", "COB-903", id="a long number"),
    ],
)
def test_a_row_that_states_nonsense_is_refused_on_its_line(read: Read, bad: str, code: str) -> None:
    bad = bad + "x" if code == "COB-905" else bad

    assert read(feed(row("DOE"), bad, row("POE"))) == ["2 DOE", f"3 {code}", "4 POE"]


def test_a_formula_is_text_like_any_other(read: Read) -> None:
    """Nothing of ours evaluates it; whoever exports it to a spreadsheet must quote it."""
    formula = '=HYPERLINK("http://example.org")'

    found = read(feed(row('"' + formula.replace('"', '""') + '"'), row("DOE", "@SUM(1+1)")))

    assert found == [f"2 {formula}", "3 DOE"]


def test_a_quote_that_is_never_closed_costs_a_few_rows_and_not_the_file(read: Read) -> None:
    found = read(feed(row("DOE"), '"ROE', *(row(f"P{number}") for number in range(500))))

    assert found[:2] == ["2 DOE", "3 COB-907"]
    assert len(found) > 300
    assert found[-1] == "503 P499"


def test_100_000_columns_are_read_where_the_header_names_them(read: Read) -> None:
    extra = "".join(f",c{number}" for number in range(100_000))

    assert read(feed(row("DOE") + "," * 100_000, header=HEADER + extra)) == ["2 DOE"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"x" * 10_000_000, id="one line of 10 MB"),
        pytest.param(b"\0" * 1_000_000, id="nothing but NUL"),
        pytest.param(feed(row("DOE"), header=HEADER + ",rank"), id="a column twice"),
        pytest.param(HEADER.encode("utf-16"), id="UTF-16"),
        pytest.param(b",".join(b"c%d" % number for number in range(100_000)), id="strange columns"),
    ],
)
def test_a_file_without_a_usable_header_is_refused(read: Read, content: bytes) -> None:
    with pytest.raises(Refused, match="COB-908"):
        read(content)


def test_a_line_of_100_mb_is_never_held(read: Read) -> None:
    read(feed(row("DOE")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    content = feed(row("DOE"), b"x" * 100_000_000, row("POE"))
    with_content = max(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    assert read(content) == ["2 DOE", "3 COB-907", "4 POE"]

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - with_content
    assert grown < 64 << 10  # KiB; beside the content that the test itself holds
