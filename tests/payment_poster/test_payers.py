"""A payer is found by whatever a remittance calls it."""

import pytest

from payment_poster.domain.payers import Payers, folded

PAYERS = Payers({folded("MEDICARE PART B"): "medicare-b", folded("12402"): "medicare-b"})


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (["12402"], "medicare-b"),
        (["", "Medicare, Part-B"], "medicare-b"),
        (["99999", "medicare part b"], "medicare-b"),
        (["SK MD/0"], "sk-md-0"),
        ([], "unknown"),
        (["", ""], "unknown"),
    ],
)
def test_names_and_numbers_lead_to_the_payers_key(names: list[str], key: str) -> None:
    assert PAYERS.key_of(names) == key
