"""The wheel, which the image installs, can be built and holds more than code."""

import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from cobrelay.x12 import codes
from sources import ROOT


def test_the_wheel_holds_every_service_and_every_code_list(tmp_path: Path) -> None:
    [built] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])

    held = set(zipfile.ZipFile(built).namelist())

    assert {f"cobrelay/x12/codes/lists/{name}.csv" for name in codes.NAMES} <= held
    packages = {path.parent.name for path in (ROOT / "services").glob("*/__init__.py")}
    assert {f"{package}/__init__.py" for package in packages} <= held
