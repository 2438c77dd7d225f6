"""The tables that the bench writes into the docs."""

from pathlib import Path

import pytest

from bench.headline import headline
from bench.kept import latest
from bench.machine import stamp
from bench.pages import rewritten
from bench.places import PAGES

PAGE = "before\n<!-- bench:headline -->\nold\n<!-- /bench -->\nafter\n"


def test_a_table_takes_the_place_of_the_old_one_and_nothing_else() -> None:
    text = rewritten(PAGE, {"request": {"get": {"ratio": 0.444}}})

    assert text.startswith("before\n<!-- bench:headline -->\n| What |")
    assert text.endswith("| 0.75 | 0.44 |\n<!-- /bench -->\nafter\n")


def test_a_part_that_was_never_measured_has_no_table() -> None:
    text = "<!-- bench:cold -->\nold\n<!-- /bench -->"

    assert rewritten(text, {}) == "<!-- bench:cold -->\n<!-- /bench -->"


def test_writing_twice_is_writing_once() -> None:
    results = {"request": {"get": {"ratio": 0.5}}}

    assert rewritten(rewritten(PAGE, results), results) == rewritten(PAGE, results)


def test_the_headline_names_the_slowest_door() -> None:
    columns = headline({"cold": {"a.api": {"ratio": 0.5}, "b.relay": {"ratio": 0.6}}}).columns
    first = [next(iter(column.cells)) for column in columns]

    assert (first[0], first[-1]) == ("A cold start, the slowest door (b.relay)", "0.60")


def test_a_stamp_says_when_where_and_of_what() -> None:
    assert set(stamp()) == {"at", "commit", "machine"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_was_measured_last(page: Path) -> None:
    text = page.read_text()

    assert rewritten(text, latest()) == text
