"""Generates the Python of every contract in proto/ (`make proto`); committed, checked by a test."""

import re
import shutil
import sys
from pathlib import Path

from grpc_tools import protoc

PROTO = Path(__file__).parent
SHARED = PROTO.parent / "shared"
FAMILIES = ("contracts", "api")
HEADER = '"""Generated from proto/{source} by proto/generate.py. Do not edit."""\n\n'
MESSAGE = re.compile(r"^(?:message|enum) (\w+)", re.MULTILINE)
ENUM = re.compile(r"^enum (\w+) \{(.*?)^\}", re.MULTILINE | re.DOTALL)
ENUM_VALUE = re.compile(r"^\s+([A-Z][A-Z0-9_]+) = \d+;", re.MULTILINE)
SERVICE = re.compile(r"^service (\w+)", re.MULTILINE)


def generate(out: Path) -> int:
    """Writes cobrelay/contracts and cobrelay/api below `out`; protoc's exit code."""
    sources = sorted(path.relative_to(PROTO) for path in PROTO.rglob("*.proto"))
    for family in FAMILIES:
        shutil.rmtree(out / "cobrelay" / family, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    status = _protoc([f"--python_out={out}", f"--pyi_out={out}"], sources)
    status |= _protoc([f"--grpc_python_out={out}"], [each for each in sources if _services(each)])
    for source in sources:
        _write_package(source, out)
    return status


def _protoc(options: list[str], sources: list[Path]) -> int:
    well_known = Path(protoc.__file__).parent / "_proto"
    names = [str(source) for source in sources]
    return int(protoc.main(["protoc", f"-I{PROTO}", f"-I{well_known}", *options, *names]))


def _services(source: Path) -> list[str]:
    return SERVICE.findall(_text(source))


def _text(source: Path) -> str:
    return (PROTO / source).read_text(encoding="utf-8")


def _write_package(source: Path, out: Path) -> None:
    """`from cobrelay.contracts.era import v1 as era`: each package names its messages itself."""
    folder = out / source.parent
    lines = [HEADER.format(source=source), *_messages(source), *_servicers(source)]
    (folder / "__init__.py").write_text("".join(lines), encoding="utf-8")
    parent = folder.parent
    while parent != out / "cobrelay":
        (parent / "__init__.py").write_text('"""Generated package. Do not edit."""\n')
        parent = parent.parent


def _messages(source: Path) -> list[str]:
    text = _text(source)
    names = MESSAGE.findall(text)
    for _, body in ENUM.findall(text):
        names += ENUM_VALUE.findall(body)
    return [f"from .{source.stem}_pb2 import {name} as {name}\n" for name in sorted(names)]


def _servicers(source: Path) -> list[str]:
    module = f"{source.stem}_pb2_grpc"
    return [
        f"from .{module} import {name} as {name}\n"
        for service in _services(source)
        for name in (f"{service}Servicer", f"{service}Stub", f"add_{service}Servicer_to_server")
    ]


if __name__ == "__main__":
    sys.exit(generate(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED))
