"""Generates the Python of every contract from proto/ into shared/cobrelay (run by `make proto`)."""

import re
import shutil
import sys
from pathlib import Path

from grpc_tools import protoc

PROTO = Path(__file__).parent
SHARED = PROTO.parent / "shared"
HEADER = '"""Generated from proto/{source} by proto/generate.py. Do not edit."""\n\n'
MESSAGE = re.compile(r"^(?:message|enum) (\w+)", re.MULTILINE)
ENUM = re.compile(r"^enum (\w+) \{(.*?)^\}", re.MULTILINE | re.DOTALL)
ENUM_VALUE = re.compile(r"^\s+([A-Z][A-Z0-9_]+) = \d+;", re.MULTILINE)
SERVICE = re.compile(r"^service (\w+)", re.MULTILINE)


def main() -> int:
    sources = sorted(path.relative_to(PROTO) for path in PROTO.rglob("*.proto"))
    for family in ("contracts", "api"):
        shutil.rmtree(SHARED / "cobrelay" / family, ignore_errors=True)
    include = Path(protoc.__file__).parent / "_proto"
    out = f"{SHARED}"
    services = [path for path in sources if SERVICE.search((PROTO / path).read_text())]
    common = ["protoc", f"-I{PROTO}", f"-I{include}"]
    status = protoc.main(
        [*common, f"--python_out={out}", f"--pyi_out={out}", *(str(path) for path in sources)]
    )
    status |= protoc.main([*common, f"--grpc_python_out={out}", *(str(path) for path in services)])
    for source in sources:
        write_package(source)
    return int(status)


def write_package(source: Path) -> None:
    """`from cobrelay.contracts.era import v1 as era`: each package names its messages itself."""
    text = (PROTO / source).read_text()
    folder = SHARED / source.parent
    names = MESSAGE.findall(text)
    for _, body in ENUM.findall(text):
        names += ENUM_VALUE.findall(body)
    module = f"{source.stem}_pb2"
    lines = [HEADER.format(source=source)]
    lines += [f"from .{module} import {name} as {name}\n" for name in sorted(names)]
    if services := SERVICE.findall(text):
        for name in services:
            for kind in ("Servicer", "Stub"):
                lines.append(f"from .{module}_grpc import {name}{kind} as {name}{kind}\n")
            register = f"add_{name}Servicer_to_server"
            lines.append(f"from .{module}_grpc import {register} as {register}\n")
    (folder / "__init__.py").write_text("".join(lines))
    parent = folder.parent
    while parent != SHARED / "cobrelay":
        (parent / "__init__.py").write_text('"""Generated package. Do not edit."""\n')
        parent = parent.parent


if __name__ == "__main__":
    sys.exit(main())
