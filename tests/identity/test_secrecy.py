"""What is secret is in no log, no event and no item."""

import json
from typing import Any

from onestop.events import envelope
from tests.identity.world import PASSWORD, World, authorized
from tests.support.listening import listening

MEMBER = {"email": "wei@acme.example", "name": "王伟", "roles": ["agent"]}
CREDENTIAL = {"name": "Report", "scopes": ["customers:read"]}
NEW = "ein langer satz 42"


def everything(world: World) -> list[str]:
    """Use every secret there is, and name them."""
    boss, code = world.as_(), world.code_of("ada@acme.example", PASSWORD)
    tokens = world.exchange(code).json
    again = world.refresh(tokens["refresh_token"]).json
    made = [boss.post(p, CREDENTIAL, idempotency_key="k").json["secret"] for p in ("/tokens", "/api-keys", "/clients")]
    authorized(made[0])
    invitation = boss.post("/members", MEMBER, idempotency_key="k").json["invitation"]
    world.browser.post("/invitations/redeem", {"invitation": invitation, "password": NEW})
    world.log_in(password="something wrong")
    return [code, *(t[n] for t in (tokens, again) for n in ("access_token", "refresh_token")), *made, invitation,
            PASSWORD, NEW, "something wrong"]  # fmt: skip


def test_no_secret_is_stored_or_logged(world: World) -> None:
    with listening() as heard:
        secrets = everything(world)
    stored = str(world.table.scan()["Items"])

    assert [secret for secret in secrets if secret in stored] == []
    assert heard.lines
    assert heard.quotes(*secrets, "wei@acme.example") == []


def test_no_secret_and_no_digest_is_published(world: World) -> None:
    from identity import table  # noqa: PLC0415

    secrets = everything(world)
    rows = [row for row in table.Row.scan() if row.event]
    published = json.dumps([envelope(row, None) for row in rows])
    hidden = [getattr(row, name) for row in table.Row.scan() for name in ("digest", "hash") if getattr(row, name, None)]

    assert len(rows) > 8
    assert [each for each in secrets + hidden if each in published] == []


def test_passwords_are_hashed_by_argon2id_as_rfc_9106_recommends(world: World) -> None:
    stored = [row["hash"] for row in world.table.scan()["Items"] if row["type"] == "password"]

    assert all(each.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for each in stored)


def test_every_key_begins_with_the_tenant_but_the_one_that_finds_it(world: World) -> None:
    everything(world)
    keys = {row["pk"] for row in world.table.scan()["Items"]}

    assert {key for key in keys if not key.startswith(f"{world.tenant}#")} == {"slug#acme"}


def test_what_is_secret_has_no_readable_form(world: World) -> None:
    from identity.schemas.members import PasswordChange  # noqa: PLC0415
    from identity.schemas.oauth import TokenForm  # noqa: PLC0415

    shown: list[Any] = [PasswordChange(current=PASSWORD, password=NEW), TokenForm(client_secret=NEW, code=PASSWORD)]

    assert NEW not in repr(shown)
    assert PASSWORD not in repr(shown)
