"""Two times of a coverage, and what the tables themselves refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.domain.coverage import Evidence
from cob_verification.service import service
from cob_verification.storage import coverages
from cob_verification.storage.coverages import CoverageRow
from service_databases import MakeDatabase

MONDAY, TUESDAY = datetime(2024, 3, 4, tzinfo=UTC), datetime(2024, 3, 5, tzinfo=UTC)
ROW = CoverageRow(
    coverage_id="B",
    patient_key="patient",
    patient_account="",
    rank=2,
    effective_on=date(2024, 1, 1),
    terminated_on=None,
    evidence=Evidence.FEED,
    stated=b"",
    source="file:2",
    extras={"shoe_size": "39"},
)
ENDED = replace(ROW, terminated_on=date(2024, 2, 29))


async def test_what_we_knew_on_a_day_can_still_be_told(service_database: MakeDatabase) -> None:
    database = await service_database(service)
    async with database.engine(service).begin() as tx:
        await coverages.record(tx, [ROW], MONDAY)
        (known,) = await coverages.known(tx, ["patient"])
        await coverages.supersede(tx, [known.version], TUESDAY)
        await coverages.record(tx, [ENDED], TUESDAY)

        assert await rows(tx) == [ENDED]
        assert await rows(tx, MONDAY) == [ROW]
        assert await rows(tx, TUESDAY) == [ENDED]
        assert await rows(tx, datetime(2024, 3, 3, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("other", "is_refused"),
    [
        pytest.param(replace(ROW, coverage_id="C"), True, id="the same place on the same days"),
        pytest.param(replace(ROW, rank=3), False, id="another place"),
        pytest.param(replace(ROW, patient_key="other"), False, id="another patient"),
        pytest.param(replace(ROW, patient_account="7"), False, id="another account"),
        pytest.param(
            replace(ROW, effective_on=date(2023, 1, 1), terminated_on=date(2023, 12, 31)),
            False,
            id="other days",
        ),
        pytest.param(
            replace(ROW, effective_on=None, terminated_on=date(2024, 1, 1)), True, id="one day"
        ),
    ],
)
async def test_a_place_is_one_coverages_on_any_day(
    service_database: MakeDatabase, other: CoverageRow, is_refused: bool
) -> None:
    database = await service_database(service)
    async with database.engine(service).begin() as tx:
        await coverages.record(tx, [ROW], MONDAY)
        if not is_refused:
            await coverages.record(tx, [other], MONDAY)
            return
        with pytest.raises(IntegrityError):
            await coverages.record(tx, [other], MONDAY)
        await tx.rollback()


async def rows(tx: AsyncConnection, as_of: datetime | None = None) -> list[CoverageRow]:
    return [each.row for each in await coverages.known(tx, ["patient"], as_of=as_of)]
