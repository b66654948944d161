"""The poster on a real PostgreSQL, with the configuration that the repository ships."""

from pathlib import Path

import pytest

from payment_poster import settings
from posting import Poster, open_poster
from service_databases import MakeDatabase

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "a secret for tests")
    monkeypatch.setenv("COBRELAY_CONFIG_PATH", str(ROOT / "deploy" / "config"))
    settings.policy.cache_clear()
    settings.settings.cache_clear()


@pytest.fixture
async def poster(service_database: MakeDatabase, tmp_path: Path) -> Poster:
    return await open_poster(service_database, tmp_path)
