"""All pages of a listing are asked for, one after the other, with the same question."""

from __future__ import annotations

import pytest

from cobrelay.api.claims.v1 import ListWorkRequest, ListWorkResponse
from cobrelay.paging import AllPages


@pytest.mark.parametrize("tokens", [[""], ["a", ""], ["a", "b", "c", ""]])
def test_every_page_is_asked_for_with_the_token_of_the_one_before(tokens: list[str]) -> None:
    pages: AllPages[ListWorkRequest, ListWorkResponse]
    pages = AllPages(ListWorkRequest(state="open", page_size=7))

    asked = []
    for wanted, token in zip(pages, tokens, strict=True):
        asked.append((wanted.state, wanted.page_size, wanted.page_token))
        pages.add(ListWorkResponse(next_page_token=token))

    assert asked == [("open", 7, token) for token in ["", *tokens[:-1]]]
    assert [page.next_page_token for page in pages.told] == tokens
