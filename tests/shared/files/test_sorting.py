"""Records are sorted alike, whether memory holds them or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cobrelay.files.sorting import sorted_on_disk


@given(st.lists(st.binary(min_size=3, max_size=3), max_size=60), st.integers(1, 70))
def test_runs_on_disk_are_merged_in_order(records: list[bytes], run_records: int) -> None:
    assert list(sorted_on_disk(records, 3, run_records=run_records)) == sorted(records)


def test_more_than_a_block_of_each_run_is_read() -> None:
    records = [number.to_bytes(4, "big") for number in range(5_000, 0, -1)]

    assert list(sorted_on_disk(iter(records), 4, run_records=2_100)) == sorted(records)
