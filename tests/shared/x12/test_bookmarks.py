"""A long file can be taken up again at any claim, as if it had been read from its beginning."""

from __future__ import annotations

from pathlib import Path

import pytest

from cobrelay import x12
from x12_files import MadeClaim, MadeRemittance, data

Claim = x12.ClaimPayment | x12.Claim837


def claims(source: x12.Readable, resume: x12.Bookmark | None = None) -> list[Claim]:
    items = x12.read(source, resume=resume)
    return [item for item in items if isinstance(item, x12.ClaimPayment | x12.Claim837)]


@pytest.mark.parametrize(
    "name",
    [
        "835/two_claims_with_plb.835",
        "835/reversal_and_correction_with_fb.835",
        "835/crossover_and_claim_level.835",
        "837/original_self_and_child.837",
    ],
)
def test_reading_goes_on_at_any_claim(name: str) -> None:
    path = data(name)
    whole = claims(path)

    for at, claim in enumerate(whole):
        mark = x12.Bookmark.from_json(x12.bookmark(claim).to_json())
        rest = claims(path, resume=mark)

        assert rest == whole[at:]
        assert [claim.place for claim in rest] == [claim.place for claim in whole[at:]]


def test_the_envelope_and_the_header_come_again() -> None:
    path = data("835/two_claims_with_plb.835")
    second = claims(path)[1]

    items = list(x12.read(path, resume=x12.bookmark(second)))

    assert [type(item).__name__ for item in items[:5]] == [
        "InterchangeStart",
        "GroupStart",
        "SetStart",
        "RemittanceHeader",
        "ClaimPayment",
    ]
    assert [f for item in items for f in getattr(item, "findings", ())] == []


def test_a_bookmark_says_nothing_of_the_patient() -> None:
    mark = x12.bookmark(claims(data("835/two_claims_with_plb.835"))[0]).to_json()

    assert not any(character.isalpha() for character in mark.replace("null", ""))


def test_a_set_can_be_taken_up_as_a_whole() -> None:
    path = data("835/crossover_and_claim_level.835")
    starts = [item for item in x12.read(path) if isinstance(item, x12.SetStart)]

    rest = list(x12.read(path, resume=x12.bookmark(starts[1])))

    assert [item.patient_control_number for item in rest if isinstance(item, x12.ClaimPayment)] == [
        "HC-3001"
    ]
    end = next(item for item in rest if isinstance(item, x12.SetEnd))
    assert end.total_paid == 50000


def test_a_claim_beyond_the_first_block_is_found_again(tmp_path: Path) -> None:
    many = tuple(MadeClaim(f"HC-{number:05d}") for number in range(1500))
    path = tmp_path / "long.835"
    path.write_bytes(MadeRemittance(many).to_bytes(line_break="\r\n"))
    late = claims(path)[1400]

    rest = claims(path, resume=x12.bookmark(late))

    assert len(rest) == 100
    assert rest[0] == late
    assert path.read_bytes()[rest[0].place.byte_offset :].startswith(b"CLP*HC-01400")
