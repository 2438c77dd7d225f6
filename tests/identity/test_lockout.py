"""Guessing passwords: five tries, then less and less often."""

from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from onestop.errors import VersionMismatch
from tests.identity.world import PASSWORD, World

MOMENT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def fail(world: World, times: int, email: str = "ada@acme.example") -> None:
    for _ in range(times):
        world.log_in(email, "wrong password!")


def test_after_five_failures_the_right_password_helps_no_more_until_the_time_is_up(world: World) -> None:
    fail(world, 5)
    locked = world.log_in()
    with freeze_time(datetime.now(UTC) + timedelta(seconds=61)):
        free = world.log_in()

    assert (locked.status, free.status) == (401, 303)
    assert world.happened() == ["LoginFailed"] * 5 + ["LockedOut", "LoginSucceeded"]


def test_four_failures_are_forgiven_by_a_success(world: World) -> None:
    fail(world, 4)
    assert world.log_in().status == 303
    fail(world, 4)
    assert world.log_in().status == 303


def test_an_address_that_is_nobodys_is_locked_out_alike(world: World) -> None:
    fail(world, 5, "nobody@acme.example")

    assert world.happened()[-1] == "LockedOut"
    assert "nobody" not in str(world.table.scan()["Items"])


def test_the_api_says_how_long_to_wait(world: World) -> None:
    me = world.as_()
    asked = {"current": "wrong password!", "password": "another long one"}
    replies = [me.post("/me/password", asked) for _ in range(6)]

    assert [reply.status for reply in replies] == [403] * 5 + [429]
    assert replies[-1].json["code"] == "LockedOut"
    assert 0 < int(replies[-1].headers["Retry-After"]) <= 60


def test_tries_at_the_same_moment_are_all_counted(world: World) -> None:
    from identity.domain.lockout import Attempts  # noqa: PLC0415
    from identity.service.passwords import write_count  # noqa: PLC0415

    one = write_count(world.tenant, "ada@acme.example", Attempts())
    with pytest.raises(VersionMismatch):
        write_count(world.tenant, "ada@acme.example", Attempts())
    assert write_count(world.tenant, "ada@acme.example", one).failures == 2


def test_an_unknown_member_costs_a_hash_like_a_known_one(world: World) -> None:
    from identity.service.passwords import _nobodys, hasher  # noqa: PLC0415

    assert not hasher().check_needs_rehash(_nobodys())
    assert PASSWORD not in _nobodys()


@given(st.lists(st.integers(0, 3600), min_size=1, max_size=40))
def test_nobody_ever_gets_more_than_five_looks_in_a_quarter_of_an_hour_without_a_lock(pauses: list[int]) -> None:
    from identity.domain.lockout import ALLOWED, WINDOW, Attempts, counted  # noqa: PLC0415

    now, attempts, looks = MOMENT, Attempts(), []
    for pause in pauses:
        now += timedelta(seconds=pause)
        if not attempts.wait(now):
            attempts = counted(attempts, now)
            looks.append(now)
        recent = [look for look in looks if now - look <= WINDOW]
        assert len(recent) <= 2 * ALLOWED


@pytest.mark.parametrize(("failures", "minutes"), [(5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (500, 60)])
def test_the_lock_grows(failures: int, minutes: int) -> None:
    from identity.domain.lockout import Attempts, counted  # noqa: PLC0415

    after = counted(Attempts(failures - 1, MOMENT, MOMENT), MOMENT)

    assert after.until == MOMENT + timedelta(minutes=minutes)
    assert after.wait(MOMENT) == minutes * 60
