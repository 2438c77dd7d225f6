"""The tour of the README, pasted into a shell as a reader would."""

import re
import subprocess

import pytest

from tests.support.running import ROOT, Running

TOUR = re.search(r"## A tour.*?(?=\n## )", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
pytestmark = pytest.mark.embedded
BLOCKS = re.findall(r"```bash\n(.*?)```", TOUR[0], re.S) if TOUR else []


@pytest.fixture(scope="module")
def pasted(system: Running) -> str:
    """All blocks in one shell, which stops at the first command that fails."""
    script = "set -euo pipefail\n" + "".join(f"echo '== {number}'\n{block}" for number, block in enumerate(BLOCKS))
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        env=system.environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_command_of_the_tour_works(pasted: str) -> None:
    assert pasted.count("== ") == len(BLOCKS) >= 6


def test_the_tour_shows_what_it_promises(pasted: str) -> None:
    for promised in (
        "林小梅",
        "mei.lin@example.org",
        "VersionMismatch",
        "CustomerRegistered",
        "zh-CN",
        "lost 0",
        "OrderConfirmed",
        "PaymentUnknown",
        '"kind": "invoice"',
        '"outcome": "assigned"',
        '"status": "solved"',
        "Orders and returns 订单与退换",
    ):
        assert promised.lower() in pasted.lower()


def test_the_second_import_of_the_tour_changes_nothing(pasted: str) -> None:
    second = pasted.rsplit("== ", 1)[1]

    assert re.search(r"unchanged\D+2\b", second)
