"""The user's own files: the day on which business time begins follows from them."""

from datetime import date
from pathlib import Path

import pytest

from sandbox.demonstration.own_files import newest_date
from sandbox.demonstration.plan import OwnFile

ISA = (
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       "
    "*260302*1200*^*00501*000000001*0*T*:~"
)


@pytest.mark.parametrize(
    ("segment", "newest"),
    [
        pytest.param("DTM*472*20260309", date(2026, 3, 9), id="a date of service"),
        pytest.param("DTP*434*RD8*20260301-20260308", date(2026, 3, 8), id="a span"),
        pytest.param("DTM*036*20271231", date(2026, 3, 2), id="a coverage that will end"),
        pytest.param("DMG*D8*20260401*F", date(2026, 3, 2), id="a birth date"),
    ],
)
def test_the_newest_day_of_business_counts(tmp_path: Path, segment: str, newest: date) -> None:
    file = tmp_path / "a.835"
    file.write_text(f"{ISA}GS*HP*A*B*20260302*1200*1*X*005010X221A1~{segment}~")

    assert newest_date([OwnFile(path=file, reader="era-intake")]) == newest
