"""The fuse tells a bad deployment from a bad message."""

from __future__ import annotations

import pytest

from cobrelay.messaging.fuse import Fuse, FuseBlown

GOOD = [False] * 200


def test_a_bad_message_now_and_then_is_nothing_special() -> None:
    fuse = Fuse()
    for _ in range(50):
        fuse.check([True, *[False] * 30])
        fuse.count([True, *[False] * 30])

    assert not fuse.blown


def test_many_in_a_row_blow_it() -> None:
    fuse = Fuse(in_a_row=3, share=1.0)
    fuse.count([True, True])

    with pytest.raises(FuseBlown):
        fuse.check([True])


def test_too_large_a_share_blows_it() -> None:
    fuse = Fuse()
    fuse.count(GOOD)

    with pytest.raises(FuseBlown):
        fuse.check([True, False] * 11)


def test_a_check_alone_changes_nothing() -> None:
    fuse = Fuse(in_a_row=3)
    for _ in range(5):
        fuse.check([True, True])

    assert not fuse.blown
