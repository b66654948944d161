"""`cobrelay coverage`: who insures a claim's patient, in which order, and what a person knows."""

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated

import typer
from google.protobuf.message import Message

from cobrelay.api.coverages import v1 as api
from cobrelay.cli.claim import VERIFICATION, Claim, id_of
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.failures import USAGE, Explained
from cobrelay.cli.printing import Actor, AsJson, Reason, show_json, show_table
from cobrelay.contracts.common import v1 as common

app = typer.Typer(
    help="A patient's coverages: show them, state or correct one.", no_args_is_help=True
)
# The columns of a coverage feed, and where a coverage of the contracts has them.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "rank": "rank",
        "payer_name": "payer.name",
        "payer_id": "payer.id",
        "payer_street": "payer.address.street",
        "payer_city": "payer.address.city",
        "payer_state": "payer.address.state",
        "payer_zip": "payer.address.postal_code",
        "claim_filing_indicator": "claim_filing_indicator",
        "insurance_type": "insurance_type",
        "group_number": "group_number",
        "group_name": "group_name",
        "member_id": "member_id",
        "relationship": "relationship",
        "subscriber_last_name": "subscriber.last_name",
        "subscriber_first_name": "subscriber.first_name",
        "subscriber_birth_date": "subscriber.birth_date",
        "subscriber_sex": "subscriber.sex",
        "subscriber_street": "subscriber.address.street",
        "subscriber_city": "subscriber.address.city",
        "subscriber_state": "subscriber.address.state",
        "subscriber_zip": "subscriber.address.postal_code",
        "effective_on": "effective_on",
        "terminated_on": "terminated_on",
    }
)
SELF = "18"
Stated = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE...",
        help="As a coverage feed's columns: rank=2 payer_name=… member_id=…",
    ),
]


@app.command()
def show(claim: Claim, as_json: AsJson = False) -> None:
    """Show the coverages in force on a claim's dates of service, in the order in which they pay."""
    found = _of_claim(id_of(claim))
    if as_json:
        show_json(found)
        return
    show_table(
        ("rank", "payer", "payer id", "member", "group", "in force", "known from", "profile"),
        (_row(each) for each in found.coverages),
        empty="No coverage was in force.",
    )


@app.command()
def put(
    claim: Claim, stated: Stated, actor: Actor, reason: Reason, as_json: AsJson = False
) -> None:
    """State a coverage of a claim's patient, or correct the one of that rank.

    With a payer it is another coverage, the patient's own unless a subscriber is named. Without a
    payer, what isn't given stays as it is. What is not yet sent is determined anew.
    """
    given = _fields(stated)
    known = _of_claim(id_of(claim))
    coverage = _begun(known, given)
    for name, value in given.items():
        _set(coverage, name, value)
    with asking(VERIFICATION, api.CoveragesServiceStub) as verification:
        request = _request(known, coverage, actor, reason)
        recorded = verification.PutCoverage(request, timeout=DEADLINE_SECONDS)
    if as_json:
        show_json(recorded)
    else:
        typer.echo(f"Recorded as {recorded.coverage_id}; `cobrelay claim show` says what follows.")


def _of_claim(claim_id: str) -> api.ListCoveragesResponse:
    request = api.ListCoveragesRequest(claim_id=claim_id)
    with asking(VERIFICATION, api.CoveragesServiceStub) as verification:
        found: api.ListCoveragesResponse = verification.ListCoverages(
            request, timeout=DEADLINE_SECONDS
        )
    return found


def _fields(stated: Sequence[str]) -> dict[str, str]:
    """Raises BadParameter for what is no field, and where the rank is missing."""
    given = {}
    for each in stated:
        name, equals, value = each.partition("=")
        if not equals or name not in FIELDS:
            raise typer.BadParameter(f"{name!r} is no FIELD=VALUE; fields are {', '.join(FIELDS)}")
        given[name] = value.strip()
    if not given.get("rank", "").isdecimal():
        raise typer.BadParameter("rank=NUMBER is required: 1 pays first, 2 second, …")
    return given


def _begun(known: api.ListCoveragesResponse, given: Mapping[str, str]) -> common.Coverage:
    """The coverage that is corrected; else a new one, the patient's own."""
    if "payer_name" in given or "payer_id" in given:
        is_own = not any(name.startswith("subscriber_") for name in given)
        subscriber = known.patient if is_own else None
        return common.Coverage(relationship=SELF if is_own else "", subscriber=subscriber)
    for each in known.coverages:
        if each.rank == int(given["rank"]):
            corrected = common.Coverage()
            corrected.CopyFrom(each)
            return corrected
    raise Explained(
        f"There is no coverage of rank {given['rank']} to correct.",
        "A new one needs payer_name or payer_id; `cobrelay coverage show` lists what is known.",
        USAGE,
    )


def _set(coverage: common.Coverage, name: str, value: str) -> None:
    *path, last = FIELDS[name].split(".")
    target: Message = coverage
    for step in path:
        target = getattr(target, step)
    setattr(target, last, int(value) if name == "rank" else value)


def _request(
    known: api.ListCoveragesResponse, coverage: common.Coverage, actor: str, reason: str
) -> api.PutCoverageRequest:
    """What was stated meanwhile makes it another request."""
    said = (each.SerializeToString(deterministic=True) for each in (known, coverage))
    digest = hashlib.sha256(b"".join(said)).hexdigest()
    return api.PutCoverageRequest(
        idempotency_key=f"put:{digest}:{actor}:{reason}",
        patient=known.patient,
        coverage=coverage,
        actor=actor,
        reason=reason,
    )


def _row(coverage: common.Coverage) -> tuple[str, ...]:
    since, until = coverage.effective_on or "…", coverage.terminated_on or "…"
    return (
        str(coverage.rank),
        coverage.payer.name,
        coverage.payer.id,
        coverage.member_id,
        coverage.group_number,
        f"{since} to {until}",
        coverage.evidence,
        coverage.payer_profile,
    )
