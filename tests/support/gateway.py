"""A gateway on an in-memory relay, a clearinghouse that can lie, and acknowledgments to feed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cobrelay.clock import StandingClock
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.common import v1 as common
from cobrelay.ids import claim_key
from cobrelay.messaging.in_memory import Relay
from service_databases import MakeDatabase
from submission_gateway.adapters import delivering
from submission_gateway.adapters.clearinghouse import Attempt
from submission_gateway.domain.causes import Listing, Outcome
from submission_gateway.service import service
from submission_gateway.settings import Settings, configuration

SECRET = "not-a-secret"
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
BODY = (
    b"HL*1**20*1~NM1*85*2*EXAMPLE PHYSICIANS GROUP*****XX*1999999984~N3*1 MAIN ST~"
    b"N4*TAMPA*FL*336010000~REF*EI*123456789~HL*2*1*22*0~SBR*S*18*******CI~"
    b"NM1*IL*1*ZQXCANARY*ADA****MI*CNRY000000001~N3*2 MAIN ST~N4*TAMPA*FL*336010000~"
    b"DMG*D8*19500101*F~NM1*PR*2*SECOND COMMERCIAL HEALTH*****PI*COMM2~"
    b"CLM*{number}*100***11:B:1*Y*A*Y*Y~HI*ABK:J020~LX*1~SV1*HC:99213*100*UN*1***1~"
    b"DTP*472*D8*20260105~REF*6R*1~"
)


@dataclass(slots=True)
class LyingClearinghouse:
    """Does with each attempt what it is told, then takes everything."""

    says: list[Outcome] = field(default_factory=list)
    # Whether a file whose connection broke off arrived all the same.
    keeps: bool = True
    received: dict[str, list[bytes]] = field(default_factory=dict)

    async def send(self, name: str, content: bytes) -> Attempt:
        outcome = self.says.pop(0) if self.says else Outcome.DELIVERED
        arrived = outcome is Outcome.DELIVERED or (outcome is Outcome.BROKE_OFF and self.keeps)
        if arrived:
            self.received.setdefault(name, []).append(content)
        return Attempt(outcome)

    async def look(self, name: str, size: int) -> Listing:
        contents = self.received.get(name)
        if contents is None:
            return Listing.ABSENT
        return Listing.WHOLE if len(contents[-1]) == size else Listing.UNCLEAR

    async def fetch(self, into: Path) -> int:  # noqa: ARG002
        return 0


@dataclass(slots=True)
class Gateway:
    """The running service, what it sends to, and where acknowledgments are dropped."""

    relay: Relay
    clearinghouse: LyingClearinghouse
    inbox: Path

    async def build(self, number: str, **changes: str) -> claims.SecondaryClaimBuilt:
        """A built claim arrives."""
        event = built(number, **changes)
        await self.relay.publish(event, claim_key(SECRET, number), correlation_id=event.claim_id)
        return event

    async def withdraw(self, event: claims.SecondaryClaimBuilt) -> None:
        withdrawn = claims.SecondaryClaimWithdrawn(
            submission_id=event.submission_id, claim_id=event.claim_id, reason_code="CLB-401"
        )
        await self.relay.publish(withdrawn, claim_key(SECRET, event.patient_control_number))

    def drop(self, name: str, content: bytes) -> None:
        self.inbox.mkdir(parents=True, exist_ok=True)
        (self.inbox / name).write_bytes(content)


def built(number: str, **changes: str) -> claims.SecondaryClaimBuilt:
    body = BODY.replace(b"{number}", number.encode())
    return claims.SecondaryClaimBuilt(
        submission_id=changes.get("submission_id", f"submission-{number}"),
        claim_id=f"claim-{number}",
        determination_id=f"determination-{number}",
        sequence=2,
        coverage=common.Coverage(
            coverage_id=f"coverage-{number}",
            payer=common.PayerName(name="SECOND COMMERCIAL HEALTH", id="COMM2"),
            payer_profile="second-commercial",
        ),
        patient_control_number=number,
        original_control_number=number,
        frequency_code="1",
        charge_cents=100_00,
        billable_cents=20_00,
        file_by=changes.get("file_by", "2026-06-01"),
        body=body,
        segment_count=body.count(b"~"),
    )


def acknowledgment(*segments: str, code: str = "FA", version: str = "005010X231A1") -> bytes:
    """An interchange of the clearinghouse with one set of these segments (ST and SE are added)."""
    kind = {"FA": "999", "HN": "277"}[code]
    body = [f"ST*{kind}*0001*{version}", *segments]
    body.append(f"SE*{len(body) + 1}*0001")
    return envelope([f"GS*{code}*CLEARHOUSE1*EXAMPLEHS*20260302*0900*7*X*{version}", *body])


def envelope(segments: Sequence[str]) -> bytes:
    grouped = any(segment.startswith("GS*") for segment in segments)
    lines = [
        "ISA*00*          *00*          *ZZ*CLEARHOUSE1    *ZZ*EXAMPLEHS      "
        "*260302*0900*^*00501*000000007*0*T*:",
        *segments,
        *(["GE*1*7"] if grouped else []),
        f"IEA*{int(grouped)}*000000007",
    ]
    return "".join(f"{line}~\n" for line in lines).encode()


def ta1(number: int, status: str, note: str = "000") -> bytes:
    return envelope([f"TA1*{number:09d}*260302*0800*{status}*{note}"])


def answer_999(number: int, verdicts: dict[str, str]) -> bytes:
    """A 999 for a group: the verdict (A, E, R) of each ST02."""
    segments = [f"AK1*HC*{number}*005010X222A1"]
    for set_number, verdict in verdicts.items():
        segments.append(f"AK2*837*{set_number}*005010X222A1")
        if verdict == "R":
            segments += ["IK3*CLM*14*2300*8", "IK4*2*782*1"]
        segments.append(f"IK5*{verdict}" + ("*5" if verdict == "R" else ""))
    accepted = sum(verdict != "R" for verdict in verdicts.values())
    overall = "A" if accepted == len(verdicts) else "P" if accepted else "R"
    segments.append(f"AK9*{overall}*{len(verdicts)}*{len(verdicts)}*{accepted}")
    return acknowledgment(*segments)


def answer_277ca(
    number: str, batch: str, status: str, *, entity: str = "AY", icn: str = ""
) -> bytes:
    """A 277CA about one claim; `status` as `A7:400:PR`."""
    reference = [f"REF*1K*{icn}"] if icn else []
    return acknowledgment(
        *_levels(batch, "A1:19:PR", "A1:19:PR", entity=entity),
        "HL*4*3*PT",
        "NM1*QC*1*ZQXCANARY*ADA****MI*CNRY000000001",
        f"TRN*2*{number}",
        f"STC*{status}*20260302*{_action(status)}*100",
        *reference,
        "DTP*472*D8*20260105",
        code="HN",
        version="005010X214",
    )


def batch_277ca(batch: str, at_receiver: str, at_provider: str | None = None) -> bytes:
    """A 277CA that ends above the claims: at the receiver's level, or at the provider's."""
    return acknowledgment(
        *_levels(batch, at_receiver, at_provider), code="HN", version="005010X214"
    )


def _levels(
    batch: str, at_receiver: str, at_provider: str | None, *, entity: str = "AY"
) -> Iterator[str]:
    yield "BHT*0085*08*R1*20260302*0900*TH"
    yield from ("HL*1**20*1", f"NM1*{entity}*2*FAR SIDE*****46*FARSIDE1", "TRN*1*T1")
    yield from ("DTP*050*D8*20260302", "DTP*009*D8*20260302")
    yield f"HL*2*1*21*{int(at_provider is not None)}"
    yield from ("NM1*41*2*EXAMPLE HEALTH SYSTEM*****46*1234567897", f"TRN*2*{batch}")
    yield f"STC*{at_receiver}*20260302*{_action(at_receiver)}*100"
    if at_provider is not None:
        yield from ("HL*3*2*19*1", "NM1*85*2*EXAMPLE PHYSICIANS GROUP*****XX*1999999984")
        yield from ("TRN*1*0", f"STC*{at_provider}**{_action(at_provider)}*100")


def _action(status: str) -> str:
    return "WQ" if status[:2] in {"A0", "A1", "A2", "A5"} else "U"


@pytest.fixture(name="gateway")
async def running_gateway(
    service_database: MakeDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Gateway:
    """The gateway alone, with a clearinghouse that does what a test says."""
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", SECRET)
    configuration.cache_clear()
    clearinghouse = LyingClearinghouse()
    monkeypatch.setattr(delivering, "clearinghouse_of", lambda _settings: clearinghouse)
    settings = Settings(inbox_path=tmp_path / "inbox")
    database = await service_database(service)
    relay = Relay(
        [service],
        database.engines,
        StandingClock(NOW),
        store=tmp_path / "store",
        settings={service.name: settings},
    )
    return Gateway(relay, clearinghouse, settings.inbox_path)


def names(events: Sequence[object]) -> Iterator[str]:
    return (type(event).__name__ for event in events)
