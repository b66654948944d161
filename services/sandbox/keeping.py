"""The sandbox's memory on disk: what arrived, what is due, what went out, what was paid.

Every step is one rename or one appended row, so that a kill between two of them is mended at the
next start: an upload is received when it is linked into received/, judged when its row stands in
deliveries.jsonl, answered when its file has moved out of due/, paid when its payment's row stands
in payments.jsonl.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from sandbox.clearinghouse.receiving import DUPLICATE_CLAIM, Delivery, Known, Reply, receive
from sandbox.clearinghouse.validating import SetVerdict
from sandbox.due import Due, is_complete, move
from sandbox.journals import Journal, Json, put
from sandbox.payers.paying import Pending, forwarded, pending_of
from sandbox.payers.remittances import VERSION, Payment, remittance_file
from sandbox.records import Upload, delivery_row, forwarded_rows, payment_row
from sandbox.roster import SUBMITTER
from sandbox.segments import Envelope, Party

FIRST_REMITTANCE = 1_000_000  # ISA13 of payers' files: apart from those of acknowledgments


class Keeper:
    """The state folder. `uploads` and `outgoing` are what the SFTP users see."""

    def __init__(
        self, home: Path, remittances: Path, users: Sequence[str], *, pays: bool = True
    ) -> None:
        self.home = home
        self._remittances = remittances
        self._pays = pays
        self._users = tuple(users)
        self._received = home / "received"
        self._due = home / "due"
        for folder in (self._received, self._due, remittances, *self._user_folders()):
            folder.mkdir(parents=True, exist_ok=True)
        self._deliveries = Journal(home / "deliveries.jsonl")
        self._answers = Journal(home / "answers.jsonl")
        self._payments = Journal(home / "payments.jsonl")
        self.known = Known()
        self.pending: dict[str, Pending] = {}
        self.counts = {"deliveries": 0, "claims": 0, "rejected": 0, "duplicates": 0, "payments": 0}
        self._uploads = [Upload.of(path) for path in sorted(self._received.iterdir())]
        self._numbers = {upload.path.stat().st_ino: upload.number for upload in self._uploads}

    def upload_folder(self, user: str) -> Path:
        return self.home / "sftp" / user / "upload"

    def outgoing_folder(self, user: str) -> Path:
        return self.home / "sftp" / user / "outgoing"

    def _user_folders(self) -> Iterator[Path]:
        for user in self._users:
            yield self.upload_folder(user)
            yield self.outgoing_folder(user)

    def recall(self, world: Path | None) -> None:
        """Take up where the last process stopped, however it stopped."""
        judged = {row["number"]: row for row in self._deliveries.rows()}
        paid = list(self._payments.rows())
        self._forget_unfinished(judged.keys(), {row["file"] for row in paid})
        for row in forwarded_rows(world):
            self._expect(forwarded(row))
        for upload in self._uploads:
            if upload.number in judged:
                self._remember(self._judge_again(upload, judged[upload.number]))
        for row in paid:
            self._remember_paid(row)

    def _forget_unfinished(self, judged: Collection[int], paid: Collection[str]) -> None:
        """Due files whose row was never written are made again, under their new due time."""
        for path in self._due.iterdir():
            due = Due.of(path)
            if due is None or not (due.delivery in judged or due.name in paid):
                path.unlink()

    def _judge_again(self, upload: Upload, row: Json) -> Delivery:
        """The delivery as it was judged: the verdicts of the row, without asking anybody anew."""
        verdicts = [SetVerdict(one["control"], one["code"], ()) for one in row["sets"]]
        at = datetime.fromisoformat(row["received_at"])
        return receive(upload.number, upload.path.read_bytes(), at, self.known, verdicts)

    def take_uploads(self, being_written: Collection[Path]) -> list[Upload]:
        """Completed uploads that are not received yet, now received; and those left unjudged."""
        for user in self._users:
            for entry in self._new_files(user):
                if entry not in being_written:
                    self._link(user, entry)
        return self._uploads[self.counts["deliveries"] :]

    def _new_files(self, user: str) -> list[Path]:
        """Complete files whose bytes are not received yet: a file uploaded anew is another file,
        with another inode. A submitter sees its uploads for good, so that it can look for them."""
        with os.scandir(self.upload_folder(user)) as entries:
            unknown = [Path(entry.path) for entry in entries if entry.inode() not in self._numbers]
        return sorted(path for path in unknown if is_complete(path))

    def _link(self, user: str, entry: Path) -> None:
        """A second name for the same bytes."""
        number = len(self._uploads) + 1
        kept = self._received / f"{number:06d}-{user}-{entry.name}"
        os.link(entry, kept)
        self._numbers[kept.stat().st_ino] = number
        self._uploads.append(Upload(number, user, kept))

    def record(self, upload: Upload, delivery: Delivery) -> None:
        """Put its answers aside until they are due, then write its row: now it is judged."""
        for reply in delivery.replies:
            put(self._due / Due.name_of(delivery.number, upload.user, reply), reply.data)
        self._deliveries.append(delivery_row(upload, delivery))
        self._remember(delivery)

    def _remember(self, delivery: Delivery) -> None:
        if delivery.verdict == "accepted":
            self.known.interchanges.add((delivery.sender, delivery.interchange))
        claims = [one for outcome in delivery.sets for one in outcome.claims]
        for verdict in delivery.accepted:
            self.known.claims.add((verdict.claim.control_number, verdict.claim.payer_id))
        if self._pays:
            self.pending |= {pending.key: pending for pending in pending_of(delivery)}
        self.counts["deliveries"] += 1
        self.counts["claims"] += len(claims)
        self.counts["rejected"] += sum(not one.is_accepted for one in claims)
        self.counts["duplicates"] += sum(DUPLICATE_CLAIM in one.statuses for one in claims)

    def _expect(self, pending: Pending) -> None:
        """A forwarded claim: the payer has it, so a claim of ours would be its duplicate."""
        self.known.claims.add((pending.named.control_number, pending.payer.id))
        self.pending[pending.key] = pending

    def pay(self, payment: Payment, claims: Sequence[Pending], at: datetime) -> None:
        """Put the remittance aside to be sent at once, then write its row: now it is paid."""
        number = self.counts["payments"] + 1
        name = f"{payment.trace}.835"
        envelope = Envelope(
            Party(payment.payer.id), SUBMITTER, "HP", VERSION, FIRST_REMITTANCE + number, at
        )
        reply = Reply(name, "835", at, remittance_file([payment], envelope))
        put(self._due / Due.name_of(0, "", reply), reply.data)
        row = payment_row(payment, claims, name)
        self._payments.append(row)
        self._remember_paid(row)

    def _remember_paid(self, row: Json) -> None:
        self.counts["payments"] += 1
        for claim in row["claims"]:
            self.pending.pop(claim["key"], None)

    @property
    def waiting(self) -> int:
        """How many files are not due yet."""
        return sum(1 for _ in self._due.iterdir())

    def due_to_pay(self, on: date) -> list[Pending]:
        return [one for one in self.pending.values() if one.pay_on <= on]

    def put_out(self, now: datetime) -> None:
        """Move what is due to where its reader looks; a move happens once."""
        for path in sorted(self._due.iterdir()):
            due = Due.of(path)
            if due is None or due.at > now:
                continue
            folder = self.outgoing_folder(due.user) if due.user else self._remittances
            move(path, folder / due.name)
            kind = due.name.rsplit(".", 1)[1]
            row = {"number": due.delivery, "kind": kind, "name": due.name, "at": now.isoformat()}
            self._answers.append(row)
