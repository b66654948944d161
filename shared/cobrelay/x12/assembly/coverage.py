"""Loop 2320 of an 837P: another payer of the claim, and what it said of the claim as a whole."""

from cobrelay.x12.assembly.loops import UNCOVERED, date_in, party_in, subscription_in
from cobrelay.x12.assembly.parts import Row, padded, read_adjustments, read_amount, read_information
from cobrelay.x12.assembly.trees import Nest
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.views.claim import OtherSubscriber, Subscription
from cobrelay.x12.views.facts import (
    NOWHERE,
    AdjudicationInfo,
    Adjustment,
    Amount,
    DateReference,
    Party,
)

_make_other = maker(OtherSubscriber)


def read_other(
    nest: Nest, rows: list[Row], stretch: Stretch, names: tuple[str, ...]
) -> OtherSubscriber:
    """The coverage with its subscriber (2330A) and payer (2330B); `names` are the loops' ids."""
    subscription: Subscription | None = None
    oi: Row = []
    adjustments: list[Adjustment] = []
    amounts: list[Amount] = []
    information: dict[str, AdjudicationInfo] = {}
    for index in nest.segments:
        row = rows[index]
        match row[0]:
            case "SBR":
                subscription = subscription or subscription_in(row, stretch, index)
            case "CAS":
                adjustments += read_adjustments(row, stretch, index)
            case "AMT":
                amounts.append(read_amount(row, stretch, index))
            case "OI":
                oi = oi or row
            case "MIA" | "MOA":
                information.setdefault(row[0], read_information(row, stretch, index))
    oi = padded(oi, 7)
    subscriber, payer, dates = _parties(nest, rows, stretch, names)
    return _make_other(
        subscription or UNCOVERED,
        tuple(adjustments),
        tuple(amounts),
        oi[3],
        oi[4],
        oi[6],
        information.get("MIA"),
        information.get("MOA"),
        subscriber,
        payer,
        dates,
        source=stretch if subscription else NOWHERE,
        at=subscription.at if subscription else 0,
    )


def _parties(
    nest: Nest, rows: list[Row], stretch: Stretch, names: tuple[str, ...]
) -> tuple[Party | None, Party | None, tuple[DateReference, ...]]:
    """Subscriber, payer, and the dates of the payer's loop; of several loops the first."""
    subscriber: Party | None = None
    payer: Party | None = None
    dates: tuple[DateReference, ...] = ()
    for inner in nest.loops:
        name = names[inner.number]
        if name == "2330A" and subscriber is None:
            subscriber = party_in(inner, rows, stretch)
        elif name == "2330B" and payer is None:
            payer = party_in(inner, rows, stretch)
            given = [index for index in inner.segments if rows[index][0] == "DTP"]
            dates = tuple([date_in(rows[index], stretch, index) for index in given])
    return subscriber, payer, dates
