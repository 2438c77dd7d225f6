"""`onestop cost` on a machine where nothing runs."""

import json

from typer.testing import CliRunner

from local.cli import app


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["cost", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_it_says_what_a_thousand_tickets_cost_and_whence_the_prices_are() -> None:
    said = run()

    assert "1,000 tickets: $" in said
    assert "Prices of us-east-1, read on " in said


def test_for_a_program_it_is_json() -> None:
    found = json.loads(run("--json"))

    assert found["per1000"].keys() == {"ticket", "order"}


def test_the_busiest_day_has_its_quotas_in_the_order_in_which_they_break() -> None:
    quotas = json.loads(run("--json", "--day"))["day"]["quotas"]

    loads = [each["asked"] / each["limit"] for each in quotas]
    assert loads == sorted(loads, reverse=True)


def test_a_quiet_day_breaks_nothing() -> None:
    quotas = json.loads(run("--json", "--day", "--requests", "1000", "--messages", "1000"))["day"]["quotas"]

    assert all(each["asked"] < each["limit"] for each in quotas)
