"""Control numbers are gapless and never repeat what a partner has seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay.errors import Refused
from submission_gateway.domain.control_numbers import INTERCHANGE_MAX, Counter


@given(st.lists(st.booleans(), max_size=60))
def test_what_the_partner_took_is_numbered_without_a_gap(taken: list[bool]) -> None:
    counter, seen = Counter(), []
    for is_taken in taken:
        number, counter = counter.taken()
        if is_taken:
            seen.append(number)
        else:
            counter = counter.put_back(number)

    assert seen == list(range(1, len(seen) + 1))


def test_the_last_number_is_used_and_then_no_more() -> None:
    number, counter = Counter(INTERCHANGE_MAX).taken()

    assert number == INTERCHANGE_MAX
    with pytest.raises(Refused):
        counter.taken()
