"""A new version of the contracts against the last release."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.contracts import compat, files, releases

SOLD = {"type": "object", "properties": {"price": {"type": "integer"}}}


def document() -> Any:
    return json.loads(files.DOCUMENT.read_text("utf-8"))


def test_the_document_does_not_break_itself() -> None:
    assert compat.of_document(document(), document()) == []


def without_the_path(new: Any) -> None:
    del new["paths"]["/customers/{customerId}"]


def with_a_needed_parameter(new: Any) -> None:
    new["paths"]["/customers"]["get"]["parameters"].append(
        {"name": "x", "in": "query", "required": True, "schema": {"type": "string"}}
    )


def without_the_status(new: Any) -> None:
    responses = new["paths"]["/customers"]["post"]["responses"]
    responses["202"] = responses.pop("201")


def without_the_limit(new: Any) -> None:
    found = new["paths"]["/customers"]["get"]["parameters"]
    found[:] = [each for each in found if each.get("name") != "limit"]


def with_another_scope(new: Any) -> None:
    new["paths"]["/customers"]["get"]["security"] = [{"bearer": ["customers:spy"]}]


def with_a_door_that_was_open(new: Any) -> None:
    new["paths"]["/health"]["get"]["security"] = [{"bearer": []}]


def without_the_etag(new: Any) -> None:
    del new["paths"]["/customers/{customerId}"]["get"]["responses"]["200"]["headers"]["ETag"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without_the_path, "GET /customers/{customerId} is gone"),
        (with_a_needed_parameter, "GET /customers: parameter x is now required"),
        (without_the_status, "POST /customers: no longer answers 201"),
        (without_the_limit, "GET /customers: parameter limit is no longer taken"),
        (with_another_scope, "GET /customers: the scope customers:spy is now needed"),
        (with_a_door_that_was_open, "GET /health: a token is now needed"),
        (without_the_etag, "GET /customers/{customerId}: 200 has no ETag"),
    ],
    ids=lambda each: each.__name__ if callable(each) else "",
)
def test_a_change_of_the_api_is_found(change: Any, said: str) -> None:
    new = document()
    change(new)
    assert said in compat.of_document(document(), new)


def test_a_first_release_breaks_nobody_and_is_then_what_counts(tmp_path: Path) -> None:
    assert releases.release(released=tmp_path / "released") == []
    assert releases.breaks(tmp_path / "released") == []


def broken_release(folder: Path) -> Path:
    """A last release that had a route which is not there any more."""
    releases.release(released=folder)
    old = document()
    old["paths"]["/gone"] = {"get": old["paths"]["/health"]["get"]}
    (folder / "openapi.json").write_text(json.dumps(old), "utf-8")
    return folder


def test_a_breaking_release_is_refused(tmp_path: Path) -> None:
    folder = broken_release(tmp_path / "released")
    assert releases.release(released=folder) == ["GET /gone is gone"]
    assert releases.breaks(folder) == ["GET /gone is gone"]


def test_a_breaking_release_with_a_reason_goes_through_and_the_reason_is_kept(tmp_path: Path) -> None:
    folder = broken_release(tmp_path / "released")
    releases.release("nobody ever called it", folder)
    assert releases.breaks(folder) == []
    assert "nobody ever called it" in (folder / "breaking.md").read_text("utf-8")


@pytest.mark.parametrize(("versions", "breaking"), [([1], True), ([1, 2], False)])
def test_an_event_may_go_once_a_release_had_its_newer_version_too(versions: list[int], breaking: bool) -> None:
    was = {f"shop/Sold.v{version}": SOLD for version in versions}
    now = {name: schema for name, schema in was.items() if name != "shop/Sold.v1"}
    assert bool(releases._events(was, now)) is breaking


def test_an_event_that_loses_a_field_is_breaking_under_its_old_version() -> None:
    now = {"shop/Sold.v1": {**SOLD, "properties": {}}, "shop/Sold.v2": SOLD}
    assert releases._events({"shop/Sold.v1": SOLD}, now) == ["event shop/Sold.v1: detail/price is gone"]
