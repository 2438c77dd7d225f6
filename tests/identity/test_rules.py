"""Scopes, secrets and passwords, as rules."""

import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.domain import roles, secrets
from identity.domain.passwords import must_be_good
from onestop.errors import Invalid
from tests.support.stacks import ROOT

SCOPES = st.frozensets(st.sampled_from(sorted(roles.EVERY_SCOPE)))
ULIDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26).map(lambda text: "0" + text[1:])


@given(SCOPES, st.one_of(st.none(), SCOPES.map(" ".join), st.text()))
def test_what_is_asked_for_never_widens(allowed: frozenset[str], asked: str | None) -> None:
    narrowed = roles.narrowed(asked, allowed)

    assert narrowed <= allowed
    assert asked or narrowed == allowed


ASKED_WITHIN = {"orders:price"}  # not by a route: only a line with a price of one's own needs it


@given(st.lists(st.sampled_from(sorted(roles.SCOPES))))
def test_more_roles_may_not_do_less(held: list[str]) -> None:
    assert roles.scopes_of(held[:1]) <= roles.scopes_of(held) <= roles.EVERY_SCOPE


def test_every_scope_of_a_route_is_in_the_matrix_and_none_is_there_for_nothing() -> None:
    doors = sorted(path.parent.name for path in ROOT.glob("functions/*/stack.yaml"))
    there = [name for name in doors if list((ROOT / "functions" / name).glob("api*"))]
    declared = {route.scope for name in there for route in importlib.import_module(f"{name}.api").app.routes}

    assert (declared - {None}) | ASKED_WITHIN == roles.EVERY_SCOPE


@given(st.lists(ULIDS, min_size=2, max_size=3), st.sampled_from(["osp", "osk", "oss", "osr", "osc", "osi"]))
def test_a_secret_says_where_its_record_is(ids: list[str], kind: str) -> None:
    made = secrets.make(kind, *ids)
    shown = secrets.read(made, kind)

    assert (shown.ids, shown.digest) == (tuple(ids), secrets.digest(made))
    assert shown.fits(secrets.digest(made))
    assert not shown.fits(None)


@given(st.text())
def test_a_text_that_is_no_secret_is_none(text: str) -> None:
    assert secrets.read(text, "osp", "osk") is None


@given(st.integers(0, 100), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_mistyped_secret_is_noticed_without_a_look_at_the_table(place: int, char: str) -> None:
    made = secrets.make("osk", "0" * 26, "1" * 26)
    place %= len(made)
    typed = made[:place] + char + made[place + 1 :]

    assert typed == made or secrets.read(typed, "osk") is None


@pytest.mark.parametrize("good", ["correct horse battery", "一二三四五六七八九十百千", "adaptable people win"])
def test_a_long_password_is_good(good: str) -> None:
    must_be_good(good, "bob@acme.example", "Bob Miller")


@pytest.mark.parametrize(
    ("password", "email", "name"),
    [
        ("elevenchars", "a@b.example", "A"),
        ("x" * 257, "a@b.example", "A"),
        ("my bob@acme.example!", "bob@acme.example", "Robert"),
        ("hello bob hello bob", "bob@acme.example", "Robert"),
        ("hello MILLER hello", "bob@acme.example", "Bob Miller"),
        ("王伟的密码一二三四五六七八", "wei@acme.example", "王伟"),
    ],
)
def test_a_password_that_is_short_or_tells_whose_it_is_is_not(password: str, email: str, name: str) -> None:
    with pytest.raises(Invalid):
        must_be_good(password, email, name)
