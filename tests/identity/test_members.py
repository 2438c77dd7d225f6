"""Members: joining, changing, leaving, and who may do that to whom."""

import pytest

from tests.identity.world import PASSWORD, World, authorized, task
from tests.support.gateway import OTHER_TENANT

WEI = {
    "email": "Wei@Acme.example",
    "name": "王伟",
    "roles": ["agent"],
    "language": "zh-CN",
    "timeZone": "Asia/Shanghai",
}
GOOD = "ein langer satz 42"


def test_a_member_joins_chooses_a_password_and_logs_in(world: World) -> None:
    made = world.as_().post("/members", WEI)
    redeemed = world.browser.post("/invitations/redeem", {"invitation": made.json["invitation"], "password": GOOD})
    reply = world.exchange(world.code_of("wei@acme.example", GOOD))

    assert (made.status, made.json["state"], made.headers["Location"]) == (
        201,
        "active",
        f"/v1/members/{made.json['id']}",
    )
    assert redeemed.status == 204
    assert authorized(reply.json["access_token"])["roles"] == "agent"


def test_an_invitation_is_good_once_and_the_next_one_replaces_it(world: World) -> None:
    boss = world.as_()
    made = boss.post("/members", WEI).json
    second = boss.post(f"/members/{made['id']}/invitation").json
    replies = [
        world.browser.post("/invitations/redeem", {"invitation": secret, "password": GOOD})
        for secret in (made["invitation"], second["invitation"], second["invitation"], "osi_nonsense")
    ]

    assert [reply.status for reply in replies] == [403, 204, 403, 403]


def test_an_address_belongs_to_one_member_whatever_its_case(world: World) -> None:
    boss = world.as_()
    boss.post("/members", WEI)

    assert boss.post("/members", WEI | {"email": "WEI@acme.example"}).json["code"] == "AlreadyTaken"


def test_a_changed_address_is_free_for_others_and_good_for_the_log_in(world: World) -> None:
    boss, agent = world.as_(), world.member("agent")
    changed = boss.patch(f"/members/{agent}", {"email": "new@acme.example"})

    assert changed.json["version"] == 2
    assert world.tokens("new@acme.example")["token_type"] == "Bearer"
    assert boss.post("/members", WEI | {"email": "agent@acme.example"}).status == 201


@pytest.mark.parametrize(
    "wrong",
    [{"email": "nobody"}, {"timeZone": "Mars/Olympus"}, {"timeZone": "Europe"}, {"roles": []}, {"roles": ["god"]},
     {"language": "Klingon!"}, {"password": "x"}],
)  # fmt: skip
def test_values_that_make_no_sense_are_refused(world: World, wrong: dict[str, object]) -> None:
    assert world.as_().post("/members", WEI | wrong).status == 422


def test_members_are_listed_by_state_and_by_role(world: World) -> None:
    boss, agent = world.as_(), world.member("agent")
    both = {row["id"] for row in boss.get("/members").json["data"]}
    agents = [row["id"] for row in boss.get("/members?role=agent").json["data"]]
    boss.delete(f"/members/{agent}")

    assert (both, agents) == ({world.owner, agent}, [agent])
    assert boss.get("/members?role=agent").json["data"] == []
    assert [row["state"] for row in boss.get("/members?state=disabled").json["data"]] == ["disabled"]
    assert boss.get("/members?state=disabled&role=agent").status == 400


def test_the_last_active_owner_stays(world: World) -> None:
    boss, path = world.as_(), f"/members/{world.owner}"
    replies = [boss.delete(path), boss.patch(path, {"roles": ["admin"]})]
    world.member("owner", "second@acme.example")

    assert [(reply.status, reply.json["code"]) for reply in replies] == [(409, "WrongState")] * 2
    assert boss.patch(path, {"roles": ["admin"]}).status == 200
    assert world.as_("second@acme.example").delete(f"/members/{world.owner}").status == 204


def test_two_owners_cannot_disable_each_other(world: World) -> None:
    second = world.member("owner", "second@acme.example")
    one, two = world.as_(), world.as_("second@acme.example")

    assert one.delete(f"/members/{second}").status == 204
    assert two.delete(f"/members/{world.owner}").json["code"] == "WrongState"


def test_an_administrator_neither_makes_nor_changes_an_owner(world: World) -> None:
    agent = world.member("agent")
    world.member("admin")
    admin, owner = world.as_("admin@acme.example"), f"/members/{world.owner}"
    replies = [
        admin.post("/members", WEI | {"roles": ["owner"]}),
        admin.patch(f"/members/{agent}", {"roles": ["owner"]}),
        admin.patch(owner, {"name": "X"}),
        admin.delete(owner),
        admin.post(f"{owner}/invitation"),
    ]

    assert [(reply.status, reply.json["code"]) for reply in replies] == [(403, "Forbidden")] * 5
    assert admin.post("/members", WEI).status == 201


@pytest.mark.parametrize("role", ["supervisor", "agent", "sales", "analyst"])
def test_others_do_not_manage_members(world: World, role: str) -> None:
    agent = world.member(role)

    assert (
        world.as_(f"{role}@acme.example").patch(f"/members/{agent}", {"roles": ["admin"]}).json["code"]
        == "MissingScope"
    )


def test_members_of_another_tenant_do_not_exist(world: World) -> None:
    stranger = world.stranger(OTHER_TENANT)
    path = f"/members/{world.owner}"
    replies = [stranger.get(path), stranger.patch(path, {"name": "x"}), stranger.delete(path),
               stranger.post(f"{path}/enable"), stranger.post(f"{path}/invitation")]  # fmt: skip

    assert [reply.status for reply in replies] == [404] * 5
    assert stranger.get("/members").json["data"] == []


def test_a_change_needs_the_version_that_was_seen(world: World) -> None:
    boss, agent = world.as_(), world.member("agent")
    boss.patch(f"/members/{agent}", {"name": "Anna"}, if_match='"1"')
    stale = boss.patch(f"/members/{agent}", {"name": "Bea"}, if_match='"1"')

    assert (stale.status, stale.json["changed"]) == (412, {"name": "Anna"})
    assert boss.patch(f"/members/{agent}", {"name": "Anna"}, if_match='"2"').json["version"] == 2


def test_a_repeated_create_answers_without_the_secret(world: World) -> None:
    boss = world.as_()
    first = boss.post("/members", WEI, idempotency_key="k")
    again = boss.post("/members", WEI, idempotency_key="k")

    assert (again.status, again.json) == (201, {n: v for n, v in first.json.items() if n != "invitation"})
    assert again.headers["Idempotency-Replayed"] == "true"


def test_everybody_sees_who_he_is(world: World) -> None:
    said = world.as_().get("/me").json

    assert (said["tenant"], said["actor"]) == (world.tenant, f"member/{world.owner}")
    assert (said["workspace"]["slug"], said["member"]["email"]) == ("acme", "ada@acme.example")


def test_a_changed_password_ends_sessions_and_tokens(world: World) -> None:
    tokens, me = world.tokens(), world.as_()
    personal = me.post("/tokens", {"name": "script", "scopes": ["customers:read"]}).json["secret"]
    changed = me.post("/me/password", {"current": PASSWORD, "password": GOOD})

    assert changed.status == 204
    for secret in (tokens["access_token"], personal):
        with pytest.raises(Exception, match="Unauthorized"):
            authorized(secret)
    assert world.refresh(tokens["refresh_token"]).json["error"] == "invalid_grant"
    assert world.log_in(password=PASSWORD).status == 401
    assert world.log_in(password=GOOD).status == 303


@pytest.mark.parametrize("weak", ["short", "ada@acme.example!!", "myloVELACEpassword", "x" * 300])
def test_a_weak_password_is_refused_with_the_reason(world: World, weak: str) -> None:
    reply = world.as_().post("/me/password", {"current": PASSWORD, "password": weak})

    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/password")


def test_spaces_belong_to_a_password(world: World) -> None:
    world.as_().post("/me/password", {"current": PASSWORD, "password": " spaces at both ends "})

    assert world.log_in(password=" spaces at both ends ").status == 303
    assert world.log_in(password="spaces at both ends").status == 401


def test_opening_a_tenant_again_answers_with_the_same_one(world: World) -> None:
    again = task("OpenTenant", slug="acme", name="Acme", ownerEmail="ada@acme.example", ownerName="Ada")

    assert (again["tenant"]["id"], again["owner"]["id"], again["invitation"]) == (world.tenant, world.owner, None)


@pytest.mark.parametrize("other", [{"ownerEmail": "eve@acme.example"}, {"tenantId": OTHER_TENANT}])
def test_a_workspace_has_one_tenant(world: World, other: dict[str, str]) -> None:
    from onestop.errors import AlreadyTaken  # noqa: PLC0415

    said = {"slug": "acme", "name": "Acme", "ownerEmail": "ada@acme.example", "ownerName": "Ada", **other}
    with pytest.raises(AlreadyTaken):
        task("OpenTenant", **said)


def test_adding_a_member_again_answers_with_the_same_one(world: World) -> None:
    assert world.member("agent") == world.member("agent")
