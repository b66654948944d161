"""`cobrelay submissions`: the journal of what was sent, and what a person may do about it."""

from typing import Annotated

import typer

from cobrelay.api.submissions import v1 as api
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.failures import FINDING
from cobrelay.cli.printing import (
    Actor,
    AsJson,
    Reason,
    dollars,
    minute,
    show_json,
    show_table,
    tell_more,
)

app = typer.Typer(help="What was sent, and what of it is uncertain.", no_args_is_help=True)
Submission = Annotated[str, typer.Argument(help="The id of a submission.")]
GATEWAY = "submission-gateway"
UNCERTAIN = "uncertain"
UNSURE_STATES = frozenset({"unknown", "reconciling", "quiet", "resend"})


@app.command("list")
def list_submissions(
    claim: Annotated[str, typer.Option(help="Only of this claim (its id).")] = "",
    state: Annotated[str, typer.Option(help="E.g. ready, sent, held; or uncertain.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    as_json: AsJson = False,
) -> None:
    """List claims on their way to payers; `--state uncertain` finds what may not have arrived."""
    request = api.ListSubmissionsRequest(claim_id=claim, state=state, page_size=limit)
    with asking(GATEWAY, api.SubmissionsServiceStub) as gateway:
        page = gateway.ListSubmissions(request, timeout=DEADLINE_SECONDS)
    found = page.submissions
    if as_json:
        show_json(found)
    else:
        show_table(
            ("id", "claim", "state", "payer", "$charge", "file by", "submitted", "file"),
            map(_row, found),
            empty="No such submission.",
        )
        tell_more(page.next_page_token, limit)
    if state == UNCERTAIN and found:
        raise typer.Exit(FINDING)


@app.command()
def show(submission: Submission, as_json: AsJson = False) -> None:
    """Show what happened to a submission, with its control numbers."""
    with asking(GATEWAY, api.SubmissionsServiceStub) as gateway:
        request = api.GetJournalRequest(submission_id=submission)
        told = gateway.GetJournal(request, timeout=DEADLINE_SECONDS)
    if as_json:
        show_json(told)
    else:
        _tell(told)
    if told.submission.state in UNSURE_STATES:
        raise typer.Exit(FINDING)


@app.command()
def resolve(
    submission: Submission,
    outcome: Annotated[str, typer.Option(help="sent or refused.")],
    actor: Actor,
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Say what became of an uncertain one, and of all that share its file."""
    request = api.ResolveRequest(
        idempotency_key=f"resolve:{submission}:{actor}:{outcome}:{reason}",
        submission_id=submission,
        outcome=outcome,
        actor=actor,
        reason=reason,
    )
    with asking(GATEWAY, api.SubmissionsServiceStub) as gateway:
        answer = gateway.Resolve(request, timeout=DEADLINE_SECONDS)
    _done(answer, f"Resolved as {answer.state}.", as_json=as_json)


@app.command("send-again")
def send_again(
    submission: Submission, actor: Actor, reason: Reason, as_json: AsJson = False
) -> None:
    """Send what was held or not taken; never what is uncertain."""
    attempt = _entries(submission)
    request = api.SendAgainRequest(
        idempotency_key=f"send-again:{submission}:{attempt}:{actor}:{reason}",
        submission_id=submission,
        actor=actor,
        reason=reason,
    )
    with asking(GATEWAY, api.SubmissionsServiceStub) as gateway:
        answer = gateway.SendAgain(request, timeout=DEADLINE_SECONDS)
    _done(answer, f"Now {answer.state}: it goes with the next interchange.", as_json=as_json)


def _entries(submission: str) -> int:
    """How far its journal is: asking again for what was held again is another request."""
    with asking(GATEWAY, api.SubmissionsServiceStub) as gateway:
        request = api.GetJournalRequest(submission_id=submission)
        return len(gateway.GetJournal(request, timeout=DEADLINE_SECONDS).entries)


def _done(
    answer: api.ResolveResponse | api.SendAgainResponse, sentence: str, *, as_json: bool
) -> None:
    if as_json:
        show_json(answer)
    else:
        typer.echo(sentence)


def _row(each: api.Submission) -> tuple[str, ...]:
    return (
        each.submission_id,
        each.claim_id,
        each.state,
        each.payer_name,
        dollars(each.charge_cents),
        each.file_by,
        minute(each.submitted_at),
        each.file_name,
    )


def _tell(told: api.GetJournalResponse) -> None:
    sent = told.submission
    numbers = sent.control_numbers
    show_table(("", ""), _facts(sent), empty="")
    if numbers.interchange:
        typer.echo(
            f"Interchange {numbers.interchange}, set {numbers.transaction_set},"
            f" batch {numbers.batch}"
        )
    typer.echo("")
    show_table(
        ("at", "state", "code", "what", "who"),
        ((minute(e.at), e.state, e.reason_code, e.detail, e.actor) for e in told.entries),
        empty="Nothing has happened to it yet.",
    )


def _facts(sent: api.Submission) -> list[tuple[str, str]]:
    known = (
        ("submission", sent.submission_id),
        ("claim", sent.claim_id),
        ("state", sent.state),
        ("payer", f"{sent.payer_name} ({sent.sequence}.) through {sent.route}"),
        ("charge", dollars(sent.charge_cents)),
        ("file by", sent.file_by),
        ("submitted", minute(sent.submitted_at)),
        ("file", sent.file_name),
    )
    return [(name, value) for name, value in known if value]
