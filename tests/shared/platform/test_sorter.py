"""The drop folder: a file goes to the service that reads it, by its content, once it is whole."""

from pathlib import Path
from typing import Any

import pytest

from cobrelay.files.inbox import FolderInbox
from cobrelay.platform.sorter import Kind, kind_of, sort_once

ISA = (
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       "
    "*260302*1200*^*00501*000000001*0*T*:~"
)
COVERAGES = "rank,patient_last_name,patient_first_name,payer_name,member_id\n1,A,B,C,D\n"


def interchange(*segments: str) -> str:
    return ISA + "".join(f"\n{segment}~" for segment in segments)


def sorted_by(folder: Path) -> list[tuple[str, str]]:
    inbox = FolderInbox(folder)
    inboxes = {kind: folder.parent / kind for kind in Kind}
    sort_once(inbox, inboxes)
    return sort_once(inbox, inboxes)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (interchange("GS*HP*A*B", "ST*835*0001"), Kind.REMITTANCE),
        (interchange("GS*HC*A*B", "ST*837*0001*005010X222A1"), Kind.ORIGINAL),
        (interchange("GS*FA*A*B", "ST*999*0001"), Kind.ACKNOWLEDGMENT),
        (interchange("GS*HN*A*B", "ST*277*0001*005010X214"), Kind.ACKNOWLEDGMENT),
        (interchange("TA1*000000001*260302*1200*A*000"), Kind.ACKNOWLEDGMENT),
        (interchange("GS*HS*A*B", "ST*270*0001"), None),
        (ISA, None),
        (COVERAGES, Kind.COVERAGES),
        ("\ufeff" + COVERAGES.replace("rank", '"Rank"'), Kind.COVERAGES),
        ("PATIENT_LAST_NAME,rank,payer_id\r\nA,1,COMM1\r\n", Kind.COVERAGES),
        ("name,amount\nx,1\n", None),
        ("", None),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path: Path, content: str, kind: Kind | None) -> None:
    file = tmp_path / "whatever.txt"
    file.write_text(content, encoding="utf-8")

    assert kind_of(file) == kind


def test_delimiters_are_those_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "odd.dat"
    file.write_text(interchange("GS*HP*A", "ST*835*1").replace("*", "|").replace("~", "!"))

    assert kind_of(file) == Kind.REMITTANCE


def test_a_file_is_moved_only_when_two_looks_find_it_unchanged(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    file = folder / "a.835"
    file.write_text(ISA)
    inbox = FolderInbox(folder)
    inboxes = {kind: tmp_path / kind for kind in Kind}

    first = sort_once(inbox, inboxes)
    file.write_text(interchange("GS*HP*A*B", "ST*835*0001"))
    growing = sort_once(inbox, inboxes)
    whole = sort_once(inbox, inboxes)

    assert (first, growing, whole) == ([], [], [("a.835", "era-intake")])
    assert (tmp_path / "era-intake" / "a.835").exists()


def test_a_second_file_of_the_same_name_does_not_replace_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    for content in (COVERAGES, COVERAGES + "2,E,F,G,H\n"):
        folder.mkdir(exist_ok=True)
        (folder / "feed.csv").write_text(content)
        sorted_by(folder)

    names = {path.name for path in (tmp_path / "cob-verification").iterdir()}
    assert names == {"feed.csv", "feed-2.csv"}


@pytest.mark.parametrize(
    "content",
    [
        ISA[:60],
        ISA.replace("~", "A"),
        interchange("GS*HS*A*B", "ST*270*0001"),
        "\ufeff \n" + ISA,
        "%PDF",
        "",
    ],
    ids=["cut off", "no terminator", "another kind", "no set", "no X12", "nothing in it"],
)
def test_what_nobody_reads_goes_where_it_is_told_what_is_wrong(
    tmp_path: Path, content: str
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "odd.x12").write_text(content, encoding="utf-8")

    assert sorted_by(folder) == [("odd.x12", "era-intake")]


def test_a_file_that_may_not_be_read_is_passed_on_and_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("locked.835", "open.835"):
        (folder / name).write_text(interchange("GS*HP*A*B", "ST*835*0001"))
    really = Path.open

    def denied(path: Path, *args: Any, **named: Any) -> Any:
        if path.name == "locked.835":  # the account of the tests may be one that may all
            raise PermissionError
        return really(path, *args, **named)

    monkeypatch.setattr(Path, "open", denied)

    assert sorted_by(folder) == [("locked.835", "era-intake"), ("open.835", "era-intake")]
