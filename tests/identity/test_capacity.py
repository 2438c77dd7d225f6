"""What each operation costs, as the README promises."""

from tests.identity.world import World, authorized
from tests.support.capacity import counted

READ = {"name": "Report", "scopes": ["customers:read"]}


def test_a_token_is_looked_up_in_one_call(world: World) -> None:
    secret = world.as_().post("/tokens", READ).json["secret"]
    authorized(secret)
    with counted() as used:
        authorized(secret)

    assert (used.calls, used.read_units) == (["BatchGetItem"], 1)


def test_an_api_key_is_looked_up_in_one_call(world: World) -> None:
    secret = world.as_().post("/api-keys", READ).json["secret"]
    authorized(secret)
    with counted() as used:
        authorized(secret)

    assert (used.calls, used.read_units) == (["GetItem"], 0.5)


def test_the_first_use_of_a_day_is_written_once(world: World) -> None:
    secret = world.as_().post("/api-keys", READ).json["secret"]
    with counted() as used:
        authorized(secret)

    assert (used.calls, used.write_units) == (["GetItem", "UpdateItem"], 1)


def test_a_member_is_got_in_one_call(world: World) -> None:
    boss = world.as_()
    with counted() as used:
        boss.get(f"/members/{world.owner}")

    assert (used.calls, used.read_units) == (["GetItem"], 0.5)


def test_an_api_key_is_made_in_one_call(world: World) -> None:
    boss = world.as_()
    with counted() as used:
        boss.post("/api-keys", READ)

    assert (used.calls, used.write_units) == (["PutItem"], 1)


def test_a_refresh_reads_twice_and_writes_one_transaction(world: World) -> None:
    token = world.tokens()["refresh_token"]
    with counted() as used:
        world.refresh(token)

    assert (used.calls, used.read_units, used.write_units) == (["GetItem", "GetItem", "TransactWriteItems"], 2, 4)
