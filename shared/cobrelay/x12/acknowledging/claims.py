"""The 277CA for a file of claims: which were accepted for adjudication, which not, and why.

A claim is rejected by what stands against it alone; all claims of a rejected set are, since nothing
of the set goes on.
"""

from collections.abc import Iterable, Sequence

from cobrelay.x12.acknowledging.addressing import AnswerValues
from cobrelay.x12.acknowledging.statuses import VERSION, StatusWriter
from cobrelay.x12.acknowledging.told import Batch, batches
from cobrelay.x12.views.items import Item
from cobrelay.x12.writing.writer import enclose, write_set


def acknowledge_claims(items: Iterable[Item], values: AnswerValues) -> bytes:
    """The 277CA for each batch of claims of a file: one interchange for each that came.

    `items` is what `read` gives of an 837; of a claim nothing is held but what is told of it.
    Accepted is A2:20, rejected A3, A6, A7 or A8 with a status (`acknowledging/wording.py`). Empty
    when the file has no claim that can be read. Guide 005010X214; amounts as the claims state them.
    """
    interchanges: dict[int, list[Batch]] = {}
    for batch in batches(items):
        if batch.claims:
            interchanges.setdefault(batch.start.ordinal, []).append(batch)
    written = (
        _interchange(found, values, number) for number, found in enumerate(interchanges.values())
    )
    return b"".join(written)


def _interchange(found: Sequence[Batch], values: AnswerValues, number: int) -> bytes:
    sets = [
        write_set("277", StatusWriter(batch, values).tree(f"{at:04d}"), values.delimiters)
        for at, batch in enumerate(found, start=1)
    ]
    outer = values.returning(found[0].start, found[0].batch.set.group, number)
    return enclose(outer, "HN", VERSION, sets)
