"""A newer statement never erases an older one: it ends it where it contradicts it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cob_verification.domain.coverage import Coverage
from cob_verification.domain.coverage_history import Recorded, Recording, coverage_id, record
from determining import PAYERS, coverage, feed

FROM_2020 = {"effective_on": date(2020, 1, 1)}


def known(*stated: Coverage) -> list[Recorded]:
    return [Recorded(version, each) for version, each in enumerate(stated, start=1)]


def spans(recording: Recording) -> list[str]:
    """Rows added: `B 2 2020-01-01..2023-12-31`."""
    return [
        f"{each.coverage_id} {each.rank} {each.effective_on or ''}..{each.terminated_on or ''}"
        for each in recording.added
    ]


def test_what_says_nothing_new_changes_nothing() -> None:
    assert record(known(feed("A", 1)), [feed("A", 1)]).is_empty


def test_a_corrected_end_replaces_the_whole_statement() -> None:
    ended = feed("B", 2, **FROM_2020, terminated_on=date(2023, 12, 31))

    found = record(known(feed("A", 1), feed("B", 2, **FROM_2020)), [ended])

    assert (found.superseded, spans(found)) == ((2,), ["B 2 2020-01-01..2023-12-31"])


def test_a_newer_span_of_the_same_coverage_ends_the_older_the_day_before() -> None:
    later = feed("B", 2, effective_on=date(2024, 1, 1), group_name="NEW")

    found = record(known(feed("B", 2, **FROM_2020)), [later])

    assert spans(found) == ["B 2 2020-01-01..2023-12-31", "B 2 2024-01-01.."]


def test_another_coverage_that_takes_a_place_for_a_while_leaves_what_is_before_and_after() -> None:
    meanwhile = feed("C", 2, effective_on=date(2024, 1, 1), terminated_on=date(2024, 6, 30))

    found = record(known(feed("B", 2, **FROM_2020)), [meanwhile])

    assert spans(found) == [
        "B 2 2020-01-01..2023-12-31",
        "B 2 2024-07-01..",
        "C 2 2024-01-01..2024-06-30",
    ]


def test_two_coverages_change_places_in_one_feed() -> None:
    found = record(known(feed("A", 1), feed("B", 2)), [feed("B", 1), feed("A", 2)])

    assert (found.superseded, spans(found)) == ((1, 2), ["B 1 ..", "A 2 .."])


def test_spans_that_touch_no_common_day_stand_side_by_side() -> None:
    first = feed("B", 2, **FROM_2020, terminated_on=date(2023, 12, 31))
    second = feed("C", 2, effective_on=date(2024, 1, 1))

    assert record(known(first), [second]) == Recording((), (second,))


days = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2024, 1, 20)))


@st.composite
def statements(draw: st.DrawFn) -> Coverage:
    first, last = draw(days), draw(days)
    if first and last and last < first:
        first, last = last, first
    name = draw(st.sampled_from("ABC"))
    return feed(name, draw(st.integers(1, 3)), effective_on=first, terminated_on=last)


@given(st.lists(st.lists(statements(), max_size=3), max_size=5))
def test_on_no_day_a_place_or_a_coverage_is_stated_twice(feeds: list[list[Coverage]]) -> None:
    versions = count(1)
    standing: list[Recorded] = []
    for each in feeds:
        recording = record(standing, each)
        standing = [old for old in standing if old.version not in recording.superseded]
        standing += [Recorded(next(versions), added) for added in recording.added]

    for offset in range(25):
        on = date(2023, 12, 30) + timedelta(days=offset)
        valid = [old.coverage for old in standing if old.coverage.in_force(on)]
        assert len({one.rank for one in valid}) == len(valid)
        assert len({one.coverage_id for one in valid}) == len(valid)
    if feeds and feeds[-1]:
        assert feeds[-1][-1] in [old.coverage for old in standing]


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        pytest.param({}, True, id="itself"),
        pytest.param({"rank": 2}, True, id="another place"),
        pytest.param({"member_id": "m-a"}, True, id="written otherwise"),
        pytest.param({"member_id": "other"}, False, id="another member"),
        pytest.param({"group_number": "7"}, False, id="another group"),
    ],
)
def test_payer_member_and_group_are_one_coverage_whoever_states_it(
    change: dict[str, object], is_same: bool
) -> None:
    first = coverage("A", 1)
    other = replace(first, **change)  # type: ignore[arg-type]

    same = coverage_id("patient", first, PAYERS) == coverage_id("patient", other, PAYERS)

    assert same is is_same
    assert coverage_id("another", first, PAYERS) != coverage_id("patient", first, PAYERS)
