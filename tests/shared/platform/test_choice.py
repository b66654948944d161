"""Where Kafka and PostgreSQL come from, and where they keep their things."""

import os
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from cobrelay.platform import choice, current, environment, places, roles
from cobrelay.platform.addresses import Addresses
from cobrelay.platform.external import External
from cobrelay.platform.ports import Ports, answers
from cobrelay.platform.supervisor import Supervisor
from cobrelay.settings import Misconfigured

OWNER = "postgresql+asyncpg://owner:secret@db:5432/cobrelay"


@pytest.mark.parametrize("kind", list(choice.Kind))
def test_what_is_asked_for_is_taken(monkeypatch: pytest.MonkeyPatch, kind: choice.Kind) -> None:
    monkeypatch.setenv("COBRELAY_PLATFORM", kind)

    assert choice.kind() is kind


def test_without_a_wish_the_local_platform_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COBRELAY_PLATFORM", raising=False)

    assert choice.kind() is choice.Kind.LOCAL


def test_an_unknown_platform_is_answered_with_the_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COBRELAY_PLATFORM", "cloud")

    with pytest.raises(Misconfigured, match=r"should be local, docker, external\."):
        choice.kind()


async def test_an_external_platform_must_say_where_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COBRELAY_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")
    monkeypatch.delenv("COBRELAY_DATABASE_URL", raising=False)
    platform, supervisor = External(), Supervisor(tmp_path)

    assert await platform.start_broker(supervisor) == "kafka:9092"
    with pytest.raises(Misconfigured, match="COBRELAY_DATABASE_URL is required"):
        await platform.start_database(supervisor)


def test_two_checkouts_get_different_ports() -> None:
    with Ports() as ours, Ports() as theirs:
        reserved = [ports.reserve() for ports in (ours, theirs) for _ in range(20)]

        assert len(set(reserved)) == 40
        assert not any(answers(port) for port in reserved)


def composed(home: Path) -> environment.Environment:
    role_urls = roles.urls(OWNER, ("era-intake", "payment-poster"))
    with Ports() as ports:
        return environment.compose(home, Addresses("kafka:9092", OWNER, role_urls), ports)


def test_a_service_knows_its_own_password_and_no_other(tmp_path: Path) -> None:
    own = composed(tmp_path).of("era-intake")

    url = make_url(own["ERA_INTAKE_DATABASE_URL"])
    assert (url.username, url.host, url.database) == ("era_intake", "db", "cobrelay")
    assert "COBRELAY_DATABASE_URL" not in own
    assert "PAYMENT_POSTER_DATABASE_URL" not in own
    assert "PAYMENT_POSTER_GRPC_ADDRESS" in own


def test_claims_are_found_again_after_a_restart(tmp_path: Path) -> None:
    secrets = {composed(tmp_path).shared["COBRELAY_CLAIM_KEY_SECRET"] for _ in range(2)}

    assert len(secrets) == 1


def test_a_role_gets_the_password_that_its_url_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ERA_INTAKE_DATABASE_URL", "postgresql+asyncpg://era_intake:p%40ss@db/x")

    assert roles.passwords(roles.named(["era-intake", "x"])) == {"era_intake": "p@ss"}
    assert roles.passwords(roles.urls(OWNER, ["era-intake"])) == {"era_intake": "p@ss"}


def test_data_of_another_user_lies_where_that_user_can_reach_it(tmp_path: Path) -> None:
    hidden = tmp_path / "checkout" / "var"
    hidden.mkdir(parents=True)
    hidden.parent.chmod(0o700)

    place = places.beside(hidden, "postgres")

    assert places.open_to_others(place.parent)
    assert place == places.beside(hidden, "postgres")
    places.forget_beside(hidden, "postgres")
    assert not place.parent.exists()


def test_the_command_line_finds_what_runs_and_nothing_that_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    current.publish({"COBRELAY_STORE_PATH": "theirs", "COBRELAY_CLOCK": "theirs"})
    mine = {"COBRELAY_CLOCK": "mine"}

    current.adopt(mine)

    assert mine == {"COBRELAY_CLOCK": "mine", "COBRELAY_STORE_PATH": "theirs"}
    current.FILE.write_text(current.FILE.read_text().replace(f'"pid": {os.getpid()}', '"pid": 1'))
    stale: dict[str, str] = {}
    current.adopt(stale)
    assert stale == {}
