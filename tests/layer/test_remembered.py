"""What is remembered for a while."""

from onestop.remembered import Remembered, forget_all


def test_what_was_read_is_remembered_for_its_tenant_until_it_is_forgotten() -> None:
    asked: list[str] = []
    known = Remembered(lambda tenant: asked.append(tenant) or f"{tenant} {len(asked)}")
    found = [known.of("a"), known.of("a"), known.of("b")]
    known.forget("a")

    assert [*found, known.of("a"), known.of("b")] == ["a 1", "a 1", "b 2", "a 3", "b 2"]


def test_a_process_can_forget_everything() -> None:
    asked: list[str] = []
    known = Remembered(lambda tenant: asked.append(tenant) or "x")
    known.of("a")
    forget_all()
    known.of("a")

    assert asked == ["a", "a"]
