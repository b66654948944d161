"""What the sandbox writes with a writer of its own, the system's codec reads without complaint."""

from __future__ import annotations

import io
import json
import random
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import pyx12.params
import pyx12.x12n_document

from cobrelay import x12
from sandbox.clearinghouse.receiving import Known, receive
from sandbox.clearinghouse.validating import SetVerdict
from sandbox.generating import Order, generate
from sandbox.generating.stories import STORIES_BY_NAME
from sandbox.generating.workshop import Workshop
from sandbox.payers.paying import payments, pending_of
from sandbox.payers.remittances import VERSION, remittance_file
from sandbox.roster import SUBMITTER
from sandbox.segments import Envelope, Party
from submitting import next_claim_file

BILLED = ("supplement", "sequestration", "commercial", "medicaid", "noncovered-denial")
AT = datetime(2026, 3, 3, 8, tzinfo=UTC)
EXPECTED = {
    "used": (x12.Verdict.ACCEPT, x12.Verdict.QUARANTINE_CLAIM),
    "duplicate": (x12.Verdict.ACCEPT,),
    "refused": (x12.Verdict.REJECT_FILE, x12.Verdict.REJECT_SET),
}


def test_a_generated_world_is_to_the_codec_what_it_is_meant_to_be(tmp_path: Path) -> None:
    generate(Order(claims=220, seed=9, as_of=date(2026, 3, 2)), tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "feed.jsonl").read_text().splitlines()]

    reports = [
        (row["expect"], x12.check(tmp_path / row["file"]))
        for row in rows
        if row["kind"] != "coverages"
    ]

    assert all(report.verdict in EXPECTED[expect] for expect, report in reports)
    complaints = {
        finding.code
        for expect, report in reports
        if expect != "refused"
        for finding in report.findings
        if finding.verdict > x12.Verdict.ACCEPT  # a forwarded claim is worth a word, no complaint
    }
    assert complaints == {"B-BAL-LINE", "B-BAL-CLAIM"}  # the claims that are out of balance


@pytest.mark.parametrize("verdict", ["A", "R"])
def test_every_acknowledgment_reads_without_complaint(verdict: str) -> None:
    shop = Workshop(random.Random(1), date(2026, 3, 2), "TST")
    told = [*STORIES_BY_NAME["supplement"].tell(shop), *STORIES_BY_NAME["commercial"].tell(shop)]
    data = next_claim_file([(one.claim, [one.answer]) for one in told])
    known = Known(claims={(told[0].claim.control_number, "SUPP01")})
    verdicts = [SetVerdict("0001", verdict, (("IK5", verdict),))]

    delivery = receive(1, data, AT, known, verdicts)

    assert len(delivery.replies) == (4 if verdict == "A" else 2)
    for reply in delivery.replies:
        assert x12.check(reply.data).findings == (), reply.name


def test_the_remittances_of_later_payers_read_without_complaint() -> None:
    shop = Workshop(random.Random(3), date(2026, 3, 2), "TST")
    told = [one for story in BILLED for one in STORIES_BY_NAME[story].tell(shop)]
    data = next_claim_file([(one.claim, [one.answer]) for one in told])
    verdicts = [SetVerdict("0001", "A", (("IK5", "A"),))]
    delivery = receive(1, data, AT, Known(), verdicts)
    envelope = Envelope(Party("PAYER"), SUBMITTER, "HP", VERSION, 1, AT)

    paid = [payment for payment, _ in payments(list(pending_of(delivery)), AT.date(), 1)]
    remittance = remittance_file(paid, envelope)

    assert len(paid) >= 4
    assert x12.check(remittance).findings == ()
    source = io.StringIO(remittance.decode())
    parameters = pyx12.params.ParamsBase()
    assert pyx12.x12n_document.x12n_document(parameters, source, None, None)
