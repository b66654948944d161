"""Fetches the Kafka broker: the exact files of kafka.lock, checked by hash, once per user."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jgo.maven import Artifact, MavenContext

from cobrelay.platform.places import cache

VERSION = "4.3.1"
# Resolved alone: a second coordinate with an imported list of versions drags kafka-clients back.
COORDINATE = f"org.apache.kafka:kafka_2.13:{VERSION}"
LOCK = Path(__file__).with_name("kafka.lock")
DOWNLOADS = 12  # small files from one host: latency, not bandwidth


class Tampered(RuntimeError):
    """A downloaded file isn't the one that kafka.lock names."""


def class_path() -> str:
    """Java's class path of the broker; downloads 45 MB the first time (`*` takes all jars)."""
    return f"{folder()}/*"


def folder() -> Path:
    """The folder that holds the broker's jars, complete or not there at all."""
    place = cache() / f"kafka-{VERSION}-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:8]}"
    if not place.exists():
        with tempfile.TemporaryDirectory(dir=cache()) as name:
            _download(Path(name))
            _put(Path(name) / "jars", place)
    return place


def _put(jars: Path, place: Path) -> None:
    try:
        jars.rename(place)
    except OSError:  # another checkout was faster
        if not place.exists():
            raise


def _download(work: Path) -> None:
    (work / "jars").mkdir()
    context = _context(work / "repository")

    def fetch(line: str) -> None:
        coordinate, digest = line.split()
        jar = context.create_dependency(coordinate).artifact.resolve()
        if _digest(jar) != digest:
            raise Tampered(f"{jar.name} is not the file that {LOCK.name} names.")
        shutil.move(jar, work / "jars" / jar.name)

    with ThreadPoolExecutor(DOWNLOADS) as pool:
        list(pool.map(fetch, LOCK.read_text(encoding="utf-8").splitlines()))


def lock() -> str:
    """Resolves the broker's dependencies anew: the text of kafka.lock."""
    with tempfile.TemporaryDirectory() as name:
        context = _context(Path(name))
        given, needed = context.resolver.resolve([context.create_dependency(COORDINATE)])
        artifacts = [dependency.artifact for dependency in (*given, *needed)]
        _demand_one_version(artifacts)
        return "".join(sorted(_lines(artifacts)))


def _lines(artifacts: list[Artifact]) -> Iterator[str]:
    for artifact in artifacts:
        coordinate = f"{artifact.groupId}:{artifact.artifactId}:{artifact.version}"
        yield f"{coordinate} {_digest(artifact.resolve())}\n"


def _demand_one_version(artifacts: list[Artifact]) -> None:
    """A broker of mixed versions starts, and dies later."""
    versions = {each.version for each in artifacts if each.groupId == "org.apache.kafka"}
    if versions != {VERSION}:
        raise Tampered(f"Kafka's jars have the versions {', '.join(sorted(versions))}.")


def _context(repository: Path) -> MavenContext:
    mirror = os.environ.get("COBRELAY_MAVEN_MIRROR")
    return MavenContext(
        repo_cache=repository, remote_repos={"mirror": mirror} if mirror else None, timeout=60
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    LOCK.write_text(lock(), encoding="utf-8")
