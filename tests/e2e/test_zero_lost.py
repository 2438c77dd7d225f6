"""After all other journeys: what was written was delivered, and the engine did what it said that it would do."""

from tests.e2e import skipped
from tests.e2e.people import WITHIN
from tests.support.eventually import eventually
from tests.support.running import Running


def test_in_the_end_what_was_written_was_delivered(system: Running) -> None:
    def balanced() -> str:
        done = system.onestop("ledger", check=False)
        return done.stdout if done.returncode == 0 else ""

    assert "lost 0, pending 0" in eventually(lambda: "pending 0" in balanced() and balanced(), within=WITHIN)


def test_what_the_engine_accepts_without_effect_is_written_down(system: Running) -> None:
    assert set(skipped.found(system.system)) == skipped.documented(system.engine)
