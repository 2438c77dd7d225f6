"""The page by which anybody asks."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.domain.web_page import TRAP, Asked, Page, form, sorry, thanks
from tickets.domain.web_texts import TEXTS, spoken

FIELDS = (
    Asked("name", "Name", required=True), Asked("email", "E-mail", "email", required=True),
    Asked("description", "Text", "long"), Asked("plan", "Plan", "choice", choices=("basic", "full")),
    Asked("agree", "I agree", "boolean"),
)  # fmt: skip


class Read(HTMLParser):
    """What a browser makes of a page: its elements, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [said for name, said in self.tags if name == tag]


def page(title: str = "Help", intro: str = "") -> Page:
    return Page("en", title, intro, FIELDS, TEXTS["en"])


def test_every_field_has_a_label_and_needs_no_script() -> None:
    read = Read(form(page(), {"opened": "1"}, {}, []))
    fields = [each for tag in ("input", "select", "textarea") for each in read.all(tag) if each.get("type") != "hidden"]
    assert {each["id"] for each in fields} == {each["for"] for each in read.all("label")}
    assert not read.all("script")


def test_a_field_that_only_programs_see_is_hidden_from_all_people() -> None:
    read = Read(form(page(), {}, {}, []))
    trap = next(each for each in read.all("input") if each["name"] == TRAP)
    assert trap["tabindex"] == "-1"
    assert any(each.get("aria-hidden") == "true" for each in read.all("div"))


@given(st.text(max_size=50), st.text(max_size=50))
def test_whatever_somebody_wrote_is_text_and_never_part_of_the_page(said: str, reason: str) -> None:
    values = {"name": f"<script>{said}", "description": f"</textarea><b>{said}"}
    read = Read(form(page(f"<i>{said}", said), {"opened": f'"><i>{said}'}, values, [(said, f"<b>{reason}")]))
    assert [each for tag in ("script", "b", "i") for each in read.all(tag)] == []


def test_what_was_filled_in_is_kept_when_something_is_amiss() -> None:
    read = Read(form(page(), {}, {"name": "小梅", "plan": "full", "agree": "true"}, [("E-mail", "is needed")]))
    assert next(each for each in read.all("input") if each["name"] == "name")["value"] == "小梅"
    assert "selected" in next(each for each in read.all("option") if each["value"] == "full")
    assert "E-mail: is needed" in read.text


def test_the_page_says_thanks_with_the_number_or_why_not() -> None:
    assert "261122-ABC" in Read(thanks(page(), "261122-ABC")).text
    assert "Later." in Read(sorry(page(), "Later.")).text


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("zh", None, "zh-CN"),
        (None, "de, zh-TW;q=0.8, en;q=0.5", "zh-CN"),
        (None, "en;q=0.1, zh-CN", "zh-CN"),
        ("de", "en", "en"),
        (None, None, "en"),
        (None, ";;q=x,,", "en"),
    ],
)
def test_the_page_speaks_a_language_of_its_reader(asked: str | None, accepted: str | None, language: str) -> None:
    assert spoken(asked, accepted, ["en", "zh-CN"]) == language


def test_all_languages_say_all() -> None:
    assert {frozenset(texts) for texts in TEXTS.values()} == {frozenset(TEXTS["en"])}
