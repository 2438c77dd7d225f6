"""The command explains itself."""

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from local.cli import app

COMMANDS = [
    "up", "down", "reset", "status", "top", "floor", "deploy", "token", "logs", "trace", "events", "redrive", "replay",
    "ledger", "cost",
]  # fmt: skip
GROUPED = [
    ["import", "customers"], ["demo", "orders"], ["saga", "list"], ["saga", "show"], ["saga", "resume"],
]  # fmt: skip


def shown(*words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--help"])
    assert result.exit_code == 0, result.output
    return result.output


def test_help_names_every_command() -> None:
    assert set(get_command(app).commands) == {*COMMANDS, "import", "demo", "saga"}


@pytest.mark.parametrize("words", [*([each] for each in COMMANDS), *GROUPED])
def test_every_command_has_an_example(words: list[str]) -> None:
    text = shown(*words)

    assert "Example" in text
    assert f"onestop {' '.join(words)}" in text.partition("Example")[2]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["up", "--engine", "docker"], "embedded"),
        (["logs", "--since", "yesterday"], "15m"),
        (["deploy", "--parameter", "LogRetention"], "NAME=VALUE"),
    ],
)
def test_a_wrong_option_says_what_is_right(words: list[str], hint: str) -> None:
    result = CliRunner().invoke(app, words)

    assert result.exit_code == 2
    assert hint in result.output
