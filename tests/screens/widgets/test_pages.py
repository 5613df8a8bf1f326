"""Asking a source page by page, without a screen."""

from screens.widgets.pages import (
    PAGE_ROWS,
    PAGES_KEPT,
    PageCache,
    Window,
    look,
    pages_of,
    true_count,
)
from tests.screens.widgets.host import Rows, row


def test_only_the_pages_that_are_seen_are_asked_for():
    source = Rows(range(10_000))
    seen = look(source, None, Window(0, 0, 22))
    assert (seen.count, seen.row, source.pages) == (10_000, 0, [0])


def test_a_window_over_a_page_border_asks_for_both_pages():
    source = Rows(range(10_000))
    look(source, "k105", Window(3, 10, 22))
    assert source.pages == [0, 1]


def test_the_cursor_follows_its_key_and_else_keeps_its_row_number():
    assert look(Rows(range(500, 0, -1)), "k20", Window(20, 5, 22)).row == 480
    assert look(Rows(range(0, 500, 2)), "k21", Window(21, 5, 22)).row == 21
    assert look(Rows(range(10)), "k21", Window(21, 5, 22)).row == 9
    assert look(Rows([]), "k21", Window(21, 5, 22)).row == 0


def test_pages_of_rows():
    assert pages_of(0, 22, 10_000) == [0]
    assert pages_of(99, 101, 10_000) == [0, 1]
    assert pages_of(-30, 5, 10_000) == [0]
    assert pages_of(90, 130, 100) == [0]
    assert pages_of(0, 22, 0) == []


def test_a_page_shorter_than_promised_makes_the_count_smaller():
    full = [row(number) for number in range(PAGE_ROWS)]
    assert true_count(250, {0: full, 1: full}) == 250
    assert true_count(250, {2: full[:50]}) == 250
    assert true_count(250, {1: full[:40]}) == 140
    assert true_count(250, {2: []}) == 200


def test_few_pages_are_kept_and_the_one_used_longest_ago_goes_first():
    cache = PageCache()
    for number in range(PAGES_KEPT):
        cache.put(number, [row(number * PAGE_ROWS)])
    assert cache.row(0).key == "k0"
    cache.put(50, [row(5000)])
    assert len(cache) == PAGES_KEPT
    assert cache.missing([0, 1, 50]) == [1]
    assert cache.row(PAGE_ROWS) is None
    cache.replace({7: [row(700)]})
    assert (len(cache), cache.row(700).key, cache.row(701)) == (1, "k700", None)
