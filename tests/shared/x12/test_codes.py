"""Code sets say in words what codes mean, and on which days they are in force."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cobrelay.x12 import codes
from cobrelay.x12.codes.elements import CODE_SETS
from cobrelay.x12.codes.listing import WORDING_MAX, CodeList, parse, write
from cobrelay.x12.grammars import envelope, t277ca, t835, t837p, t999
from cobrelay.x12.schema import Grammar, Loop, SegmentUse

DAY = date(2026, 3, 2)
LISTS = Path(codes.__file__).with_name("lists")


@pytest.fixture(autouse=True)
def _ours_alone() -> Iterator[None]:
    yield
    codes.use(None)


@pytest.mark.parametrize("name", codes.NAMES)
def test_a_packaged_list_has_no_mistakes_and_says_where_it_comes_from(name: str) -> None:
    read = parse((LISTS / f"{name}.csv").read_text(encoding="utf-8"))

    assert read.mistakes == ()
    assert all(read.about.get(key) for key in ("title", "source", "sure of"))
    assert date.fromisoformat(read.as_list().as_of)


def test_every_list_has_a_name_and_every_name_a_list() -> None:
    assert {path.stem for path in LISTS.iterdir()} == set(codes.NAMES)


@pytest.mark.parametrize("name", codes.NAMES)
def test_a_list_is_written_as_it_was_read(name: str) -> None:
    text = (LISTS / f"{name}.csv").read_text(encoding="utf-8")
    read = parse(text).as_list()

    assert write(read.codes.values(), read.about) == text


@pytest.mark.parametrize("name", sorted(set(codes.NAMES) - {"status"}))
def test_every_code_has_a_wording(name: str) -> None:
    assert [code.code for code in codes.code_list(name).codes.values() if not code.wording] == []


def test_hardly_a_status_is_without_a_wording() -> None:
    statuses = codes.code_list("status").codes.values()

    assert len([code.code for code in statuses if not code.wording]) < 20


def test_reason_codes_are_complete() -> None:
    known = codes.code_list("adjustment_reason").codes
    missing = {str(n) for n in range(1, 309)} - set(known)

    assert missing == set()
    assert {f"P{n}" for n in range(1, 33)} | {"A0", "B23", "D23", "W9", "Y3"} <= set(known)


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("adjustment_group", "CO", "contractual obligation: not the patient's"),
        ("adjustment_reason", "253", "sequestration: reduction of federal payments"),
        ("claim_status", "22", "reversal of a previous payment"),
        ("status", "400", "claim is out of balance"),
    ],
)
def test_a_code_is_told_in_words(name: str, code: str, words: str) -> None:
    assert codes.meaning(name, code) == words


def test_an_unknown_code_has_no_meaning() -> None:
    assert codes.meaning("adjustment_reason", "9999") == ""
    assert not codes.knows("adjustment_reason", "9999")
    assert codes.active("adjustment_reason", "9999", DAY) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1994, 12, 31), False),
        (date(1995, 1, 1), True),
        (date(2007, 6, 1), True),
        (date(2007, 6, 2), False),
    ],
)
def test_a_code_is_in_force_from_its_start_to_its_stop(day: date, expected: bool) -> None:
    assert codes.active("adjustment_reason", "42", day) is expected
    assert ("42" in codes.in_force_on("adjustment_reason", day)) is expected


def test_nothing_is_concluded_from_a_date_that_is_not_known() -> None:
    assert codes.active("claim_status", "1", date(1900, 1, 1)) is True


def test_elements_refer_to_sets_that_exist() -> None:
    assert set(CODE_SETS.values()) <= set(codes.NAMES)


def test_a_code_that_a_grammar_allows_has_a_meaning() -> None:
    silent = {
        (CODE_SETS[label], code)
        for label, allowed in allowed_codes()
        for code in allowed
        if label in CODE_SETS and not codes.meaning(CODE_SETS[label], code)
    }

    assert silent - {("element_error", "11")} == set()  # 11 is reserved


def allowed_codes() -> Iterator[tuple[str, frozenset[str]]]:
    grammars = (
        value
        for module in (envelope, t277ca, t835, t837p, t999)
        for value in vars(module).values()
        if isinstance(value, Grammar)
    )
    for grammar in grammars:
        for use in uses(grammar.root):
            for number, element in enumerate(use.elements, start=1):
                yield f"{use.id}{number:02d}", element.codes
                for part, component in enumerate(element.components, start=1):
                    yield f"{use.id}{number:02d}-{part}", component.codes


def uses(loop: Loop) -> Iterator[SegmentUse]:
    for item in loop.items:
        if isinstance(item, Loop):
            yield from uses(item)
        else:
            yield item


def test_an_installation_s_list_lies_over_ours(tmp_path: Path) -> None:
    (tmp_path / "remark.csv").write_text(
        "code,start,wording\nN130,,ours to say\nN999,2026-01-01,\n"
    )

    codes.use(tmp_path)

    assert codes.meaning("remark", "N130") == "ours to say"
    assert codes.knows("remark", "N999")
    assert codes.knows("remark", "M1")
    codes.use(None)
    assert not codes.knows("remark", "N999")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"code,stop\nN1,soon\n", r"remark\.csv, line 2: N1: stop is no date"),
        (b"code\n\xff\n", r"remark\.csv is no text in UTF-8"),
    ],
)
def test_a_list_with_a_mistake_is_refused_before_anything_changes(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    (tmp_path / "remark.csv").write_bytes(content)

    with pytest.raises(codes.Unreadable, match=complaint):
        codes.use(tmp_path)

    assert codes.knows("remark", "M1")


def test_importing_the_codec_reads_no_list() -> None:
    script = (
        "import cobrelay.x12.reading.reader, cobrelay.x12.codes as codes;"
        "assert codes.code_list.cache_info().currsize == 0"
    )

    subprocess.run([sys.executable, "-c", script], check=True)


def test_wordings_are_short() -> None:
    lists: list[CodeList] = [codes.code_list(name) for name in codes.NAMES]
    wordings = [code.wording for each in lists for code in each.codes.values()]

    assert max(map(len, wordings)) <= WORDING_MAX
    assert [wording for wording in wordings if len(wording.split()) > 14] == []


def test_a_set_is_read_in_a_fresh_process() -> None:
    script = "from cobrelay.x12 import codes; [codes.meaning('remark', 'M1') for _ in range(2)]"

    subprocess.run([sys.executable, "-c", script], check=True)
