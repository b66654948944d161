"""The ways out pass one suite: whole or not at all, found by name and size, host key pinned."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from threading import Event

import asyncssh
import pytest

from submission_gateway.adapters.clearinghouse import Clearinghouse
from submission_gateway.adapters.folder import FolderClearinghouse
from submission_gateway.adapters.sftp import SftpClearinghouse
from submission_gateway.domain.causes import Listing, Outcome
from submission_gateway.settings import Settings

CONTENT = b"ISA*00*~" * 20_000  # more than one SFTP packet


class Account(asyncssh.SSHServer):
    """One account with a password."""

    def begin_auth(self, username: str) -> bool:  # noqa: ARG002
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == ("cobrelay", "secret")


class Folder(asyncssh.SFTPServer):
    """The far side's folders; `drop_on_rename` cuts the line once the file has its name."""

    root: Path
    drop_on_rename = False

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
        self._connection = channel.get_connection()
        super().__init__(channel, chroot=bytes(self.root))

    async def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        super().posix_rename(oldpath, newpath)
        if self.drop_on_rename:
            self._connection.abort()
            raise asyncssh.SFTPConnectionLost("cut")


@pytest.fixture(name="far_side")
async def far_side_folders(tmp_path: Path) -> Path:
    root = tmp_path / "far"
    (root / "inbound").mkdir(parents=True)
    (root / "outbound").mkdir()
    return root


@pytest.fixture(name="sftp")
async def sftp_settings(far_side: Path, tmp_path: Path) -> AsyncIterator[Settings]:
    key = asyncssh.generate_private_key("ssh-ed25519")
    serving = type("Serving", (Folder,), {"root": far_side})
    server = await asyncssh.create_server(
        Account, "127.0.0.1", 0, server_host_keys=[key], sftp_factory=serving
    )
    port = server.get_port()
    known_hosts = tmp_path / "known_hosts"
    public = key.export_public_key().decode().strip()
    known_hosts.write_text(f"[127.0.0.1]:{port} {public}\n")
    yield Settings(
        driver="sftp",
        sftp_port=port,
        sftp_password="secret",  # type: ignore[arg-type]
        sftp_known_hosts_path=known_hosts,
        call_timeout_seconds=5,
    )
    server.close()
    await server.wait_closed()


@pytest.fixture(params=["folder", "sftp"])
def clearinghouse(request: pytest.FixtureRequest, far_side: Path, sftp: Settings) -> Clearinghouse:
    if request.param == "folder":
        return FolderClearinghouse(far_side / "inbound", timeout_seconds=5)
    return SftpClearinghouse(sftp)


async def test_a_file_appears_whole_under_its_name(
    clearinghouse: Clearinghouse, far_side: Path
) -> None:
    attempt = await clearinghouse.send("a.837", CONTENT)

    assert attempt.outcome is Outcome.DELIVERED
    assert [path.name for path in (far_side / "inbound").iterdir()] == ["a.837"]
    assert (far_side / "inbound" / "a.837").read_bytes() == CONTENT


async def test_a_look_tells_whole_from_absent_and_from_another_size(
    clearinghouse: Clearinghouse,
) -> None:
    await clearinghouse.send("a.837", CONTENT)

    assert await clearinghouse.look("a.837", len(CONTENT)) is Listing.WHOLE
    assert await clearinghouse.look("a.837", 1) is Listing.UNCLEAR
    assert await clearinghouse.look("b.837", 1) is Listing.ABSENT


async def test_where_it_cannot_be_put_it_is_not_taken(
    clearinghouse: Clearinghouse, far_side: Path
) -> None:
    (far_side / "inbound").rmdir()
    (far_side / "inbound").write_text("no folder")

    attempt = await clearinghouse.send("a.837", CONTENT)

    assert attempt.outcome is Outcome.NOT_TAKEN


async def test_a_line_that_is_cut_after_the_rename_leaves_it_uncertain(
    sftp: Settings, far_side: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "drop_on_rename", True)

    attempt = await SftpClearinghouse(sftp).send("a.837", CONTENT)

    assert attempt.outcome is Outcome.BROKE_OFF
    assert (far_side / "inbound" / "a.837").exists()


async def test_another_host_key_is_refused(sftp: Settings, far_side: Path) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode().strip()
    assert sftp.sftp_known_hosts_path is not None
    sftp.sftp_known_hosts_path.write_text(f"[127.0.0.1]:{sftp.sftp_port} {other}\n")

    attempt = await SftpClearinghouse(sftp).send("a.837", CONTENT)

    assert attempt.outcome is Outcome.NOT_TAKEN
    assert not list((far_side / "inbound").iterdir())


async def test_without_a_pinned_key_nobody_is_trusted(sftp: Settings) -> None:
    trusting = sftp.model_copy(update={"sftp_known_hosts_path": None})

    attempt = await SftpClearinghouse(trusting).send("a.837", CONTENT)

    assert attempt.outcome is Outcome.NOT_TAKEN


async def test_what_lies_there_is_fetched_once_and_partial_files_are_left(
    sftp: Settings, far_side: Path, tmp_path: Path
) -> None:
    (far_side / "outbound" / "a 1;.999").write_bytes(b"one")
    (far_side / "outbound" / "b.999.part").write_bytes(b"half")
    (far_side / "outbound" / "0_archive").mkdir()
    inbox = tmp_path / "inbox"

    fetched = await SftpClearinghouse(sftp).fetch(inbox)

    assert fetched == 1
    assert [(path.name, path.read_bytes()) for path in inbox.iterdir()] == [("a_1_.999", b"one")]
    left = sorted(path.name for path in (far_side / "outbound").iterdir())
    assert left == ["0_archive", "b.999.part"]


async def test_a_file_of_many_blocks_arrives_whole(
    sftp: Settings, far_side: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("submission_gateway.adapters.sftp.BLOCK_BYTES", 30_000)
    (far_side / "outbound" / "a.277").write_bytes(CONTENT + b"end")
    inbox = tmp_path / "inbox"

    await SftpClearinghouse(sftp).fetch(inbox)

    assert {path.name: path.read_bytes() for path in inbox.iterdir()} == {"a.277": CONTENT + b"end"}


async def test_files_of_one_name_are_all_there_until_they_are_read(
    sftp: Settings, far_side: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"

    for name, content in (("ack.999", b"one"), ("ack.999", b"two"), ("ack;.999", b"3")):
        (far_side / "outbound" / name).write_bytes(content)
        await SftpClearinghouse(sftp).fetch(inbox)
    (far_side / "outbound" / "ack_.999").write_bytes(b"4")
    await SftpClearinghouse(sftp).fetch(inbox)

    found = {path.name: path.read_bytes() for path in inbox.iterdir()}
    assert found == {"ack.999": b"one", "ack-2.999": b"two", "ack_.999": b"3", "ack_-2.999": b"4"}


class Hanging:
    """Calls of `owner.name` hang until `go_on`; `met` when the first does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
        self.met, self._answers = Event(), Event()
        self._real = getattr(owner, name)
        # A function binds to the object that it is called on, a method does not.
        monkeypatch.setattr(owner, name, lambda *args: self._call(*args))  # noqa: PLW0108

    def go_on(self) -> None:
        self._answers.set()

    def _call(self, *arguments: object) -> object:
        self.met.set()
        self._answers.wait(timeout=60)
        return self._real(*arguments)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Callable[[Hanging], None]:
    """Every wait for the folder runs out as soon as it hangs."""

    async def runs_out(calling: asyncio.Future[object], hanging: Hanging) -> None:
        await asyncio.to_thread(hanging.met.wait, 60)
        calling.cancel()
        raise TimeoutError

    def until(hanging: Hanging) -> None:
        monkeypatch.setattr(asyncio, "wait_for", lambda calling, _: runs_out(calling, hanging))

    return until


async def test_a_folder_that_hangs_before_the_file_has_its_name_never_gets_it(
    far_side: Path, monkeypatch: pytest.MonkeyPatch, impatient: Callable[[Hanging], None]
) -> None:
    folder = FolderClearinghouse(far_side / "inbound", timeout_seconds=60)

    hanging = Hanging(monkeypatch, os, "fsync")
    impatient(hanging)
    first = await folder.send("a.837", CONTENT)
    # What stands behind a call that hangs is not begun at all.
    second = await folder.send("b.837", CONTENT)
    unclear = await folder.look("a.837", len(CONTENT))
    hanging.go_on()
    monkeypatch.undo()

    assert [first.outcome, second.outcome] == [Outcome.NOT_TAKEN, Outcome.NOT_TAKEN]
    assert unclear is Listing.UNCLEAR
    assert await folder.look("a.837", len(CONTENT)) is Listing.ABSENT
    assert await folder.look("b.837", len(CONTENT)) is Listing.ABSENT
    assert (await folder.send("a.837", CONTENT)).outcome is Outcome.DELIVERED
    assert [path.name for path in (far_side / "inbound").iterdir()] == ["a.837"]


async def test_a_folder_that_hangs_while_the_file_gets_its_name_leaves_it_uncertain(
    far_side: Path, monkeypatch: pytest.MonkeyPatch, impatient: Callable[[Hanging], None]
) -> None:
    folder = FolderClearinghouse(far_side / "inbound", timeout_seconds=60)

    hanging = Hanging(monkeypatch, Path, "replace")
    impatient(hanging)
    attempt = await folder.send("a.837", CONTENT)
    hanging.go_on()
    monkeypatch.undo()

    assert attempt.outcome is Outcome.BROKE_OFF
    assert await folder.look("a.837", len(CONTENT)) is Listing.WHOLE


async def test_nobody_waits_for_a_folder_beyond_the_timeout(
    far_side: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = Hanging(monkeypatch, os, "fsync")

    attempt = await FolderClearinghouse(far_side, timeout_seconds=0.01).send("a.837", CONTENT)
    hanging.go_on()

    assert attempt.outcome is Outcome.NOT_TAKEN
