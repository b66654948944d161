"""A newer list is laid over a code set: nothing is lost; a mistake is told with its line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay.x12.codes.listing import Code, Mistake, parse, write
from cobrelay.x12.codes.updating import Update, merged, update

DEDUCTIBLE = Code("1", "deductible", date(1995, 1, 1))
KNOWN = {"1": DEDUCTIBLE, "42": Code("42", "above the fee schedule", date(1995, 1, 1))}


def laid_over(text: str) -> Update:
    return update(KNOWN, parse(text))


def test_what_is_added_changed_and_ended_is_told_apart() -> None:
    done = laid_over(
        "code,start,stop,wording\n1,,,deductible\n42,,2007-06-01,\n310,2026-11-01,,a new reason\n"
    )

    assert (done.added, done.changed, done.ended) == (("310",), (), ("42",))
    assert done.unchanged == ("1",)
    assert done.mistakes == ()


def test_an_empty_cell_and_a_missing_column_leave_what_we_have() -> None:
    [after] = laid_over("code,stop\n42,06/01/2007\n").codes

    assert after == Code("42", "above the fee schedule", date(1995, 1, 1), date(2007, 6, 1))


def test_a_dash_clears() -> None:
    [after] = laid_over("code,start,wording\n1,-,-\n").codes

    assert after == Code("1")


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        pytest.param("", 1, "the header line is missing", id="empty"),
        pytest.param("code,reason\n1,x\n", 1, "no column 'reason'", id="unknown column"),
        pytest.param("start,stop\n", 1, "the column code is missing", id="no code"),
        pytest.param("code,stop,stop\n", 1, "a column is there twice", id="column twice"),
        pytest.param("# a\ncode\n1\n2\n1\n", 5, "1 stands in line 3 already", id="twice"),
        pytest.param("code,stop\n1,2026-02-30\n", 2, "stop is no date", id="no such day"),
        pytest.param("code,stop\n1,1/2/26\n", 2, "stop is no date", id="two digits of a year"),
        pytest.param("code,stop\n1,٢٠٢٦-01-01\n", 2, "stop is no date", id="other digits"),
        pytest.param("code,stop\n1,1990-01-01\n", 2, "stop lies before start", id="before start"),
        pytest.param("code,stop\n1\n", 2, "1 cells stand under 2 columns", id="too few"),
        pytest.param('code,wording\n1,"a\n', 2, "quotation marks", id="open quotation"),
        pytest.param("code\nco45\n", 2, "capital letters and digits", id="small letters"),
        pytest.param("code,wording\n1,a\x1bb\n", 2, "a wording is one line", id="control"),
        pytest.param(f"code,wording\n1,{'a' * 201}\n", 2, "at most 200", id="too long"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, complaint: str) -> None:
    [mistake] = laid_over(text).mistakes

    assert mistake.line == line
    assert complaint in mistake.message


def test_all_mistakes_are_told_in_the_order_of_the_lines() -> None:
    done = laid_over("code,stop\n1,1990-01-01\n42,x\n")

    assert [mistake.line for mistake in done.mistakes] == [2, 3]


def test_a_file_of_a_spreadsheet_is_read() -> None:
    read = parse('\ufeff"Code","Stop","Wording"\r\n"42","6/1/2007","a, ""b"""\r\n')

    assert read.mistakes == ()
    assert read.as_list().codes["42"] == Code("42", 'a, "b"', stop=date(2007, 6, 1))


def test_new_codes_come_last_and_none_is_lost() -> None:
    after = merged(KNOWN.values(), [Code("42", "x"), Code("310", "y")])

    assert [code.code for code in after] == ["1", "42", "310"]


codes_of_a_list = st.builds(
    Code,
    st.from_regex(r"[0-9A-Z]{1,10}", fullmatch=True),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30)
    .map(lambda text: "" if text.strip() == "-" else "".join(c for c in text if c.isprintable()))
    .map(str.strip),
    st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    st.none() | st.dates(date(2020, 1, 2)),
    st.none() | st.dates(),
)


@given(st.lists(codes_of_a_list, unique_by=lambda code: code.code))
def test_what_is_written_reads_back(codes: list[Code]) -> None:
    read = parse(write(codes, {"title": "any"}))

    assert read.mistakes == ()
    assert list(read.as_list().codes.values()) == codes


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert all(isinstance(mistake, Mistake) for mistake in parse(text).mistakes)


@given(st.text(alphabet='code,start\n"-123A\r#: '))
def test_no_text_that_looks_like_a_list_raises(text: str) -> None:
    read = parse("code,start\n" + text)

    assert len({row.code for row in read.rows}) == len(read.rows)
