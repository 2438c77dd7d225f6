"""The demo tenant's passwords: random for each installation, and for this user's eyes only."""

from pathlib import Path

from local import demo


def test_the_members_are_the_same_after_an_interruption(tmp_path: Path) -> None:
    assert demo.read_or_make(tmp_path) == demo.read_or_make(tmp_path) == demo.read(tmp_path)


def test_two_installations_have_different_passwords(tmp_path: Path) -> None:
    one, other = (demo.read_or_make(tmp_path / name) for name in ("one", "other"))

    assert one.members.keys() == other.members.keys()
    assert all(one.members[role].password != other.members[role].password for role in one.members)


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    demo.read_or_make(tmp_path)

    assert (tmp_path / "demo.json").stat().st_mode & 0o777 == 0o600


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    demo.read_or_make(tmp_path)
    demo.forget(tmp_path)

    assert demo.read(tmp_path) is None
