"""The supervisor: what dies comes back, what is stopped stays away, and nothing is left over."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from cobrelay.platform.children import Failed, Process
from cobrelay.platform.supervisor import AlreadyRunning, State, Status, Supervisor
from cobrelay.settings import Misconfigured

SLEEP = "import time; print('up', flush=True); time.sleep(600)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
WITH_GRANDCHILD = (
    "import subprocess, sys;"
    f"subprocess.Popen([sys.executable, '-c', {SLEEP!r}], start_new_session=True); {SLEEP}"
)


def python(home: Path, program: str, name: str = "worker", **changes: object) -> Process:
    """A row whose program counts as ready once it has written something."""
    log = home / f"{name}.log"
    fields: dict[str, object] = {
        "name": name,
        "command": (sys.executable, "-c", program),
        "log": log,
        "ready": lambda: log.exists() and log.stat().st_size > 0,
        "stop_seconds": 1.0,
    }
    return Process(**(fields | changes))  # type: ignore[arg-type]


def running(program: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that no supervisor has started."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


class Diary:
    """Collects what the supervisor says and lets a test wait for it."""

    def __init__(self) -> None:
        self._lines: list[Status] = []

    def write(self, status: Status) -> None:
        self._lines.append(status)

    async def until(self, wanted: Callable[[Status], bool]) -> Status:
        async with asyncio.timeout(20):
            while True:
                for status in self._lines:
                    if wanted(status):
                        return status
                await asyncio.sleep(0.02)


async def test_a_process_that_dies_is_started_again(tmp_path: Path) -> None:
    diary = Diary()
    async with Supervisor(tmp_path, diary.write) as supervisor:
        await supervisor.start(python(tmp_path, SLEEP))
        first = supervisor.statuses()[0].pid

        supervisor.kill("worker")

        again = await diary.until(lambda status: status.restarts == 1 and bool(status.pid))
        assert again.pid != first
        died = await diary.until(lambda status: status.state is State.WAITING)
        assert died.exit_code == -signal.SIGKILL


async def test_a_process_that_is_to_run_once_is_not_started_again(tmp_path: Path) -> None:
    diary = Diary()
    async with Supervisor(tmp_path, diary.write) as supervisor:
        await supervisor.start(python(tmp_path, "print('done')", restarts=False, ready=None))

        await diary.until(lambda status: status.state is State.ENDED)

        assert [status.restarts for status in supervisor.statuses()] == [0]


async def test_a_process_that_never_becomes_ready_is_named_with_its_log(tmp_path: Path) -> None:
    async with Supervisor(tmp_path) as supervisor:
        with pytest.raises(Failed, match=r"worker ended with 3; see .*worker\.log"):
            await supervisor.start(python(tmp_path, "raise SystemExit(3)"))


async def test_a_process_that_is_configured_wrong_says_so_itself(tmp_path: Path) -> None:
    said = "print('payers.toml: channel is wrong.'); raise SystemExit(2)"
    async with Supervisor(tmp_path) as supervisor:
        with pytest.raises(Misconfigured, match=r"worker does not start: payers\.toml: channel"):
            await supervisor.start(python(tmp_path, said))


async def test_stopping_ends_services_before_what_they_stand_on_and_even_who_will_not_go(
    tmp_path: Path,
) -> None:
    ended: list[str] = []

    def note(status: Status) -> None:
        if status.state is State.ENDED:
            ended.append(status.name)

    async with Supervisor(tmp_path, note) as supervisor:
        await supervisor.start(python(tmp_path, STUBBORN, "database", foundation=True))
        await supervisor.start(python(tmp_path, SLEEP, "service"))
        pids = [status.pid for status in supervisor.statuses()]

    assert ended == ["service", "database"]
    assert not any(psutil.pid_exists(pid) for pid in pids if pid)


async def test_what_a_killed_process_started_itself_does_not_outlive_it(tmp_path: Path) -> None:
    diary = Diary()
    async with Supervisor(tmp_path, diary.write) as supervisor:
        await supervisor.start(python(tmp_path, WITH_GRANDCHILD))
        (grandchild,) = psutil.Process(supervisor.statuses()[0].pid).children()

        supervisor.kill("worker")

        await diary.until(lambda status: status.state is State.ENDED)
        assert not grandchild.is_running()


async def test_a_second_supervisor_of_the_same_home_is_refused(tmp_path: Path) -> None:
    async with Supervisor(tmp_path):
        with pytest.raises(AlreadyRunning):
            await Supervisor(tmp_path).__aenter__()


async def test_what_a_killed_supervisor_leaves_behind_is_gone_with_it(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys, pathlib\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from test_supervisor import SLEEP, STUBBORN, python\n"
        "from cobrelay.platform.supervisor import Supervisor\n"
        "async def main(home):\n"
        "    async with Supervisor(home) as supervisor:\n"
        "        await supervisor.start(python(home, STUBBORN))\n"
        "        print(supervisor.statuses()[0].pid, flush=True)\n"
        "        await asyncio.sleep(600)\n"
        "asyncio.run(main(pathlib.Path(sys.argv[1])))\n"
    )
    outer = running(program, str(tmp_path))
    assert outer.stdout is not None
    inner = psutil.Process(int(await asyncio.to_thread(outer.stdout.readline)))

    os.kill(outer.pid, signal.SIGKILL)
    outer.communicate()

    psutil.wait_procs([inner], timeout=10)
    assert not inner.is_running()


async def test_leftovers_of_a_crash_are_recognised_and_stopped(tmp_path: Path) -> None:
    orphan = running(SLEEP)
    (tmp_path / "processes").mkdir()
    born = psutil.Process(orphan.pid).create_time()
    record = f'{{"pid": {orphan.pid}, "born": {born!r}}}'
    (tmp_path / "processes" / "kafka.json").write_text(record)

    async with Supervisor(tmp_path):
        assert not psutil.pid_exists(orphan.pid)

    orphan.communicate()


async def test_a_pid_that_is_somebody_else_by_now_is_left_alone(tmp_path: Path) -> None:
    stranger = running(SLEEP)
    (tmp_path / "processes").mkdir()
    (tmp_path / "processes" / "kafka.json").write_text(f'{{"pid": {stranger.pid}, "born": 1.0}}')

    async with Supervisor(tmp_path):
        pass

    assert stranger.poll() is None
    stranger.kill()
    stranger.communicate()
