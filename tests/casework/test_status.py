"""Rehabstöd's eight words and the views they belong to."""

import pytest

from rekotui.base.errors import WrongUseError
from rekotui.casework import status


def test_eight_words_in_rehabstods_order():
    assert status.all_statuses() == (
        "-",
        "Kontaktad",
        "Aktiv",
        "Uppföljning",
        "Avslutad",
        "Avböjt",
        "Lämnas utan åtgärd",
        "Medicinsk rehab",
    )


def test_active_and_closed_part_the_words_between_them():
    assert status.active_statuses() == ("-", "Kontaktad", "Aktiv", "Uppföljning", "Medicinsk rehab")
    assert status.closed_statuses() == ("Avslutad", "Avböjt", "Lämnas utan åtgärd")


def test_import_takes_the_words_that_mean_work_has_begun():
    assert status.taken_statuses() == ("Kontaktad", "Aktiv", "Uppföljning", "Medicinsk rehab")


def test_is_active():
    assert status.is_active("-")
    assert not status.is_active("Avböjt")
    with pytest.raises(WrongUseError):
        status.is_active("aktiv")


@pytest.mark.parametrize("view", ["today", "active", "waiting"])
def test_views_of_work_show_the_active_words(view):
    assert status.statuses_of_view(view) == status.active_statuses()


def test_closed_and_all():
    assert status.statuses_of_view("closed") == status.closed_statuses()
    assert status.statuses_of_view("all") is None
    assert set(status.all_views()) == {"today", "active", "waiting", "all", "closed"}


def test_unknown_view_is_refused_with_the_views_there_are():
    with pytest.raises(WrongUseError) as caught:
        status.statuses_of_view("mine")
    assert caught.value.key == "bad_view"
    assert "waiting" in str(caught.value)


def test_check_gives_the_word_back():
    assert status.check("Lämnas utan åtgärd") == "Lämnas utan åtgärd"


@pytest.mark.parametrize("word", ["", "Ingen", "aktiv", "Aktiv ", "Öppen"])
def test_unknown_word_is_refused_with_the_known_ones(word):
    with pytest.raises(WrongUseError) as caught:
        status.check(word)
    assert caught.value.key == "unknown_status"
    assert "Medicinsk rehab" in str(caught.value)
