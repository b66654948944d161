"""One way to read an X12 file, run in an interpreter of its own: `python readers.py NAME FILE`.

Prints JSON: claims, seconds of CPU time for the reading alone (imports apart), peak memory (MiB).
Each reader imports only its own library, so that the peers can live in an environment apart.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

Read = Callable[[], int]  # reads everything and says how many claims it saw


def cobrelay_balances(file: Path) -> Read:
    """Typed claims with the sums of line, claim and payment."""
    from cobrelay import x12

    levels = frozenset({x12.Level.ENVELOPE, x12.Level.BALANCES})
    return lambda: _claims(x12.read(file, levels=levels), (x12.ClaimPayment, x12.Claim837))


def cobrelay_details(file: Path) -> Read:
    """The same, and of each claim what oxedi's rows hold: its details are read for that."""
    from cobrelay import x12

    levels = frozenset({x12.Level.ENVELOPE, x12.Level.BALANCES})

    def asked(claim: x12.ClaimPayment) -> tuple[object, ...]:
        patient, rendering = claim.patient, claim.rendering
        said = (patient and patient.id, rendering and rendering.npi, claim.statement_from)
        return said + tuple(
            (line.service_from, line.control_number, line.allowed) for line in claim.lines
        )

    def details() -> int:
        items = x12.read(file, levels=levels)
        return sum(bool(asked(item)) for item in items if isinstance(item, x12.ClaimPayment))

    return details


def cobrelay(file: Path) -> Read:
    """Typed claims with everything that is checked."""
    from cobrelay import x12

    return lambda: _claims(x12.read(file), (x12.ClaimPayment, x12.Claim837))


def cobrelay_write_and_read(file: Path) -> Read:
    """837P: every claim written anew, and what was written read with everything that is checked."""
    from datetime import UTC, datetime

    from cobrelay import x12

    trees = [item.tree for item in x12.read(file) if isinstance(item, x12.Claim837)]
    values = x12.InterchangeValues(
        "ZZ", "PROVIDER", "ZZ", "PAYER", "PROVIDER", "PAYER", datetime(2026, 3, 2, tzinfo=UTC), 1, 1
    )
    submitter = x12.Submitter("EXAMPLE CLINIC", "PROVIDER", "BILLING", "8005550101")
    receiver = x12.Receiver("EXAMPLE HEALTH PLAN", "PAYER")

    def write_and_read() -> int:
        bodies = [x12.write_claim_body(tree) for tree in trees]
        claims = x12.ClaimSet(1, "BATCH1", submitter, receiver, bodies)
        return _claims(x12.read(x12.write_interchange(values, [claims])), (x12.Claim837,))

    return write_and_read


def _claims(items: object, kinds: tuple[type, ...]) -> int:
    return sum(isinstance(item, kinds) for item in items)  # type: ignore[attr-defined]


def oxedi_tables(file: Path) -> Read:
    """Columns of a table each for payments, claims, services, adjustments; sums checked."""
    import oxedi

    return lambda: int(oxedi.parse_file(file).count_claims())


def oxedi_rows(file: Path) -> Read:
    """The same tables as Python rows: what a program that handles claims needs."""
    import oxedi
    import pyarrow as pa

    def rows() -> int:
        tables = oxedi.parse_file(file).tables
        return len({n: pa.table(tables[n]).to_pylist() for n in tables}["claims"])

    return rows


def openx12(file: Path) -> Read:
    """Dictionaries with floats, nothing checked."""
    from openx12 import x835, x837p

    parser = x837p if file.suffix == ".837" else x835
    return lambda: len(parser.parse(file.read_text(encoding="ascii")).claims)


def x12sdk(file: Path) -> Read:
    """pydantic models, a transaction set at a time."""
    from x12sdk.io import X12ModelReader

    def models() -> int:
        with X12ModelReader(str(file)) as reader:
            return sum(1 for model in reader.models() for _ in model.claims())

    return models


def pyx12(file: Path) -> Read:
    """Structure, elements and codes by its maps; no sums."""
    from pyx12.params import params
    from pyx12.x12n_document import x12n_document

    marker = b"~CLM*" if file.suffix == ".837" else b"~CLP*"

    def validate() -> int:
        accepted = x12n_document(params(), str(file), fd_997=None, fd_html=None)
        if not accepted:
            raise ValueError("pyx12 refuses the file")
        return file.read_bytes().count(marker)

    return validate


READERS: dict[str, Callable[[Path], Read]] = {
    "cobrelay, balances": cobrelay_balances,
    "cobrelay, balances, details": cobrelay_details,
    "cobrelay, all checks": cobrelay,
    "cobrelay, write + read": cobrelay_write_and_read,
    "oxedi, tables": oxedi_tables,
    "oxedi, Python rows": oxedi_rows,
    "openx12": openx12,
    "x12sdk, models": x12sdk,
    "pyx12, validation": pyx12,
}


def main(name: str, file: Path) -> None:
    """Read once on one core and say what it took."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    read = READERS[name](file)
    began = time.process_time()
    claims = read()
    seconds = time.process_time() - began
    json.dump({"claims": claims, "seconds": seconds, "memory": peak_memory()}, sys.stdout)


def peak_memory() -> float:
    """Most memory held so far (MiB); `getrusage` would count what the parent held at the fork."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
