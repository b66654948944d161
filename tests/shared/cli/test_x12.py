"""`cobrelay x12` shows and checks files; exit code 1 is a finding, 2 is usage."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cobrelay import x12
from cobrelay.cli.x12 import app
from x12_files import MadeClaim, MadeLine, MadeRemittance, data

RUNNER = CliRunner()


def test_show_names_loops_segments_elements_and_codes() -> None:
    shown = RUNNER.invoke(app, ["show", str(data("835/two_claims_with_plb.835"))]).output

    assert "2100 claim payment" in shown
    assert "processed as primary" in shown
    assert "contractual obligation" in shown
    assert "140.25" in shown


def test_show_says_what_is_no_x12(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>")

    result = RUNNER.invoke(app, ["show", str(page)])

    assert result.exit_code == 1
    assert "no X12" in result.output
    assert RUNNER.invoke(app, ["show", "--json", str(page)]).exit_code == 1


def test_a_good_file_is_accepted_with_exit_code_0() -> None:
    result = RUNNER.invoke(app, ["check", str(data("999/accepted.999"))])

    assert result.exit_code == 0
    assert "ACCEPT" in result.output


def test_findings_are_told_for_programs(tmp_path: Path) -> None:
    bad = tmp_path / "bad.835"
    raw = data("835/two_claims_with_plb.835").read_bytes()
    bad.write_bytes(raw.replace(b"HC-1002*1*90*62.5", b"HC-1002*1*90*63.5"))

    result = RUNNER.invoke(app, ["check", "--json", str(bad)])

    assert result.exit_code == 1
    (report,) = json.loads(result.output)
    assert (report["file"], report["verdict"]) == (str(bad), "QUARANTINE_CLAIM")
    finding = next(f for f in report["findings"] if f["code"] == "B-BAL-CLAIM")
    assert set(finding) == {
        "code",
        "severity",
        "segment",
        "position",
        "byte",
        "loop",
        "element",
        "message",
        "fix",
    }
    assert (finding["segment"], finding["element"]) == ("CLP", "CLP04")
    assert raw[finding["byte"] :].startswith(b"CLP*HC-1002")


def test_a_file_that_is_not_there_is_a_usage_error() -> None:
    assert RUNNER.invoke(app, ["check", "missing.835"]).exit_code == 2


def test_a_hostile_value_is_shown_as_text(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.835"
    raw = data("835/two_claims_with_plb.835").read_bytes()
    hostile.write_bytes(raw.replace(b"*ASHBY*", b"*[/bold]\x1b[2J*"))

    result = RUNNER.invoke(app, ["show", str(hostile)])

    assert result.exit_code == 0
    assert "[/bold]" in result.output
    assert "\x1b" not in result.output


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return RUNNER.invoke(app, arguments, input=stdin, env={"COLUMNS": "80"})


REMITTANCE = data("835/two_claims_with_plb.835")
CLAIMS = data("837/original_self_and_child.837")
SECONDARY = data("837/secondary_line_level.837")


def test_a_file_comes_by_standard_input() -> None:
    assert "2100 claim payment" in run("show", "-", stdin=REMITTANCE.read_bytes()).output


def test_several_files_are_shown_under_their_names() -> None:
    shown = run("show", str(REMITTANCE), str(CLAIMS)).output

    assert str(REMITTANCE.name) in shown.replace("\n", "")
    assert "2100 claim payment" in shown
    assert "2300 claim" in shown


@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.parametrize("path", [REMITTANCE, CLAIMS, SECONDARY], ids=lambda path: path.name)
def test_nothing_is_wider_than_the_terminal(path: Path, columns: int) -> None:
    shown = RUNNER.invoke(app, ["show", str(path)], env={"COLUMNS": str(columns)}).output

    assert max(map(len, shown.splitlines())) <= columns


def test_loops_that_begin_at_one_segment_stand_one_in_the_other(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.835"
    damaged.write_bytes(re.sub(rb"CLP[^~]*~\s*", b"", REMITTANCE.read_bytes(), count=1))

    shown = run("show", str(damaged)).output

    assert "  2100 claim payment\n    2110 service payment\n      SVC " in shown


def test_a_set_without_a_guide_here_is_shown_without_one(tmp_path: Path) -> None:
    institutional = tmp_path / "institutional.837"
    institutional.write_bytes(CLAIMS.read_bytes().replace(b"X222A1", b"X223A2"))

    shown = run("show", str(institutional)).output

    assert "ST  set header (there is no guide here for this set)" in shown
    assert "no place in the guide" not in shown
    assert "2300 claim" not in shown


def test_amounts_end_in_one_column() -> None:
    shown = run("show", str(REMITTANCE)).output.splitlines()

    ends = {len(row) for row in shown if re.search(r"(CLP0[34]|SVC0[23]|CAS03) .*\d\.\d\d$", row)}
    assert len(ends) == 1


def test_only_a_loop_is_shown_with_its_path_and_claim() -> None:
    shown = run("show", "--loop", "2320", str(SECONDARY)).output

    assert shown.startswith("2000A/2000B/2300/2320  claim HC-1001")
    assert "CLM01" not in shown
    assert "2330B" in shown


def test_only_a_claim_is_shown_with_the_header_that_it_stands_in() -> None:
    shown = run("show", "--claim", "HC-1002", "--raw", str(CLAIMS)).output

    assert shown.startswith("ISA*")
    assert "CLM*HC-1002" in shown
    assert "CLM*HC-1001" not in shown
    assert "NM1*85*" in shown
    assert "NM1*QC*" in shown


def test_a_claim_that_is_not_there_is_told() -> None:
    result = run("show", "--claim", "NONE", str(CLAIMS))

    assert result.exit_code == 1
    assert "No claim NONE" in result.output


def test_raw_segments_stand_one_a_line_and_whole() -> None:
    shown = run("show", "--raw", str(REMITTANCE)).output

    segments = REMITTANCE.read_text().replace("\n", "").split("~")[:-1]
    assert shown.splitlines() == [f"{each}~" for each in segments]


def test_raw_segments_of_a_loop_stand_without_a_heading() -> None:
    shown = run("show", "--raw", "--loop", "2330B", str(SECONDARY)).output

    assert shown.splitlines() == ["NM1*PR*2*LAKE HEALTH PLAN*****PI*LAKE1~", "REF*F8*LKCN555001~"]


def test_raw_segments_have_no_form_for_programs() -> None:
    result = run("show", "--raw", "--json", str(REMITTANCE))

    assert result.exit_code == 2
    assert "--raw and --json" in result.output


@pytest.mark.parametrize("columns", ["40", "80"])
def test_no_row_of_a_check_ends_in_blanks(tmp_path: Path, columns: str) -> None:
    bad = tmp_path / "bad.835"
    bad.write_bytes(REMITTANCE.read_bytes().replace(b"CLP*HC-1001*1*", b"CLP*HC-1001*99*"))

    result = RUNNER.invoke(app, ["check", str(bad)], env={"COLUMNS": columns})

    rows = result.output.splitlines()
    assert rows == [row.rstrip() for row in rows]
    assert max(map(len, rows[1:])) <= int(columns)


def test_loops_segments_and_elements_are_told_for_programs() -> None:
    (told,) = json.loads(run("show", "--json", str(REMITTANCE)).output)

    segments = [segment for loop in told["loops"] for segment in loop["segments"]]
    raw = REMITTANCE.read_bytes()
    assert all(raw[s["place"]["byte"] :].startswith(s["id"].encode()) for s in segments)
    claim = next(s for s in segments if s["id"] == "CLP")
    assert claim["elements"][1] == {
        "element": "CLP02",
        "name": "claim status",
        "value": "1",
        "words": "processed as primary",
    }


def test_places_shown_are_those_of_findings() -> None:
    segments = {line.segment.place for line in x12.outline(REMITTANCE)}
    found = {i.place for i in x12.read(REMITTANCE) if isinstance(i, x12.ClaimPayment | x12.SetEnd)}

    assert found <= segments


def test_equal_findings_are_folded(tmp_path: Path) -> None:
    claims = tuple(MadeClaim(f"HC-{number}", status="99") for number in range(10))
    bad = tmp_path / "bad.835"
    bad.write_bytes(MadeRemittance(claims).to_bytes())

    result = run("check", str(bad))

    assert result.exit_code == 1
    assert "claim HC-0" in result.output
    assert "claim HC-9" not in result.output
    assert "… and 7 more like it" in result.output


def test_a_finding_about_a_header_is_told_once(tmp_path: Path) -> None:
    bad = tmp_path / "bad.837"
    bad.write_bytes(CLAIMS.read_bytes().replace(b"NM1*40*", b"XXX*40*"))

    assert run("check", str(bad)).output.count("XXX is no segment") == 1


def test_only_a_level_is_checked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.835"
    bad.write_bytes(REMITTANCE.read_bytes().replace(b"*90*62.5", b"*90*63.5"))

    assert run("check", "--level", "balances", str(bad)).exit_code == 1
    assert run("check", "--level", "envelope", "--level", "structure", str(bad)).exit_code == 0
    assert run("check", "--level", "nonsense", str(bad)).exit_code == 2


def test_the_sums_of_a_remittance_are_written_out() -> None:
    result = run("balance", str(REMITTANCE))

    assert result.exit_code == 0
    assert "187.75 =      202.75 −     15.00" in result.output
    assert "all 8 sums hold" in result.output


def test_the_sum_that_fails_is_marked_with_its_gap(tmp_path: Path) -> None:
    bad = tmp_path / "bad.835"
    bad.write_bytes(REMITTANCE.read_bytes().replace(b"HC-1002*1*90*62.5", b"HC-1002*1*90*63.5"))

    result = run("balance", "--claim", "HC-1002", str(bad))

    assert result.exit_code == 1
    assert "✗ off by -1.00" in result.output
    assert "HC-1001" not in result.output


def test_charges_that_differ_are_only_a_warning_as_in_check(tmp_path: Path) -> None:
    bundled = tmp_path / "bundled.835"
    claim = MadeClaim(lines=(MadeLine(100_00, ()),), adjustments=(("CO", "45", 10_00),))
    raw = MadeRemittance((claim,)).to_bytes()
    raw = raw.replace(b"*1*100.00*90.00*", b"*1*110.00*100.00*")
    bundled.write_bytes(raw.replace(b"BPR*I*90.00", b"BPR*I*100.00"))

    checked, result = run("check", str(bundled)), run("balance", str(bundled))

    assert "B-BAL-CHARGE" in checked.output
    assert "! only a warning: off by 10.00" in result.output
    assert (checked.exit_code, result.exit_code) == (0, 0)


def test_an_amount_that_can_not_be_read_is_not_told_as_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.835"
    bad.write_bytes(REMITTANCE.read_bytes().replace(b"HC-1002*1*90*62.5", b"HC-1002*1*90*6O.5"))

    text, (told,) = (
        run("balance", str(bad)).output,
        json.loads(run("balance", "--json", str(bad)).output),
    )

    assert "Counted as 0.00, for it is missing or no amount: CLP04." in text
    unreadable = [each["unreadable"] for each in told["accounts"] if each["unreadable"]]
    assert unreadable == [["CLP04"], ["CLP04"]]  # of the claim, and so of the payment


def test_the_four_equations_of_a_claim_are_told_for_programs() -> None:
    result = run("balance", "--json", str(SECONDARY))

    (told,) = json.loads(result.output)
    kinds = {each["sum"] for each in told["accounts"][0]["sums"]}
    assert told["balances"] is True
    assert kinds == {"charges", "line", "payer's payment", "claim"}


def test_where_there_is_nothing_to_balance_it_is_said() -> None:
    result = run("balance", str(data("999/accepted.999")))

    assert result.exit_code == 1
    assert "Nothing to balance" in result.output


def test_a_999_and_a_277ca_are_written_to_standard_output() -> None:
    syntax = run("ack", "--control-number", "12", str(CLAIMS)).stdout_bytes
    claims = run("ack", "--277ca", str(CLAIMS)).stdout_bytes

    assert x12.sniff(syntax) == "999"
    assert b"*000000012*" in syntax
    assert x12.sniff(claims) == "277CA"
    assert x12.check(syntax).verdict is x12.check(claims).verdict is x12.Verdict.ACCEPT


def test_what_can_not_be_answered_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>")

    assert run("ack", str(page)).exit_code == 1
