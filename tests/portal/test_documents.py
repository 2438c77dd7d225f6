"""The documents as they are served, and the page as it is read."""

import re

import pytest

from infra.contracts import problems
from infra.contracts.sources import capabilities
from tests.support.gateway import Browser


def test_the_document_is_openapi_3_1_and_may_be_kept_for_a_while(visitor: Browser) -> None:
    reply = visitor.get("/openapi.json")
    assert (reply.status, reply.json["openapi"]) == (200, "3.1.0")
    assert reply.headers["Cache-Control"] == "public, max-age=300"


def test_the_page_is_html_and_runs_no_script(visitor: Browser) -> None:
    reply = visitor.get("/docs")
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    assert "<script" not in reply.text


def test_the_page_loads_nothing_from_anywhere(visitor: Browser) -> None:
    assert not re.search(r"""(src|srcset|@import|url\()\s*=?\s*["'(]?(https?:)?//""", visitor.get("/docs").text)


@pytest.mark.parametrize("error", problems.tree(), ids=lambda error: error.__name__)
def test_every_problem_is_explained_where_its_type_leads(visitor: Browser, error: type[Exception]) -> None:
    assert f'id="problem-{error.__name__}"' in visitor.get("/docs").text


def test_every_route_is_on_the_page(visitor: Browser) -> None:
    page = visitor.get("/docs").text
    assert [route.path for each in capabilities() for route in each.routes if f"{route.path}</code>" not in page] == []


def test_every_link_within_the_page_leads_somewhere(visitor: Browser) -> None:
    page = visitor.get("/docs").text
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
