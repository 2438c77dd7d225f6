"""Customers on their way through the API: busy servers, possible duplicates, and rows that need another try."""

from pathlib import Path
from typing import Any

import pytest

from local.api import Api, ApiError
from local.importing import report
from local.importing.building import Choices, Made
from local.importing.headers import mapped
from local.importing.job import carry_out, prepare, system_of
from local.importing.reading import Row, read
from local.importing.sending import AT_ONCE, Item, Result, Run, send
from tests.support.answering import Answer, Asked, Server, answering

RUN = Run("run", "crm", parallel=1)
DUPLICATE = {
    "code": "PossibleDuplicate",
    "detail": "There is a customer with the same name and company.",
    "candidates": [{"id": "01J0", "reasons": ["same name and company"]}],
}


def items(number: int) -> list[Item]:
    return [Item(Row(n, {"id": str(n)}), Made(str(n), {"name": f"Person {n}"})) for n in range(number)]


def entry(index: int, problem: Any = None) -> dict[str, Any]:
    return {"index": index, "outcome": "failed" if problem else "created", "problem": problem}


def all_created(asked: Asked) -> Answer:
    return 207, {"data": [entry(number) for number in range(len(asked.body["items"]))]}


def api(server: Server, token: str = "good") -> Api:
    return Api(server.url, lambda: token)


def test_every_row_is_sent_once_and_each_batch_has_a_key_of_its_own() -> None:
    with answering(all_created) as server:
        results = list(send(api(server), items(AT_ONCE * 2 + 1), RUN))

    assert [result.row.number for result in results] == list(range(AT_ONCE * 2 + 1))
    assert [len(asked.body["items"]) for asked in server.asked] == [AT_ONCE, AT_ONCE, 1]
    assert len({asked.headers["Idempotency-Key"] for asked in server.asked}) == 3


def test_a_customer_is_found_again_by_its_external_id() -> None:
    with answering(all_created) as server:
        list(send(api(server), items(1), RUN))

    [asked] = server.asked
    assert (asked.body["mode"], asked.body["matchBy"]) == ("upsert", "externalId:crm")


@pytest.mark.parametrize("busy", [429, 503])
def test_a_busy_server_is_asked_again_with_the_same_key(busy: int) -> None:
    answers = iter([(busy, {}), (busy, {})])
    with answering(lambda asked: next(answers, None) or all_created(asked)) as server:
        [result] = send(api(server), items(1), RUN)

    assert result.outcome == "created"
    assert len({asked.headers["Idempotency-Key"] for asked in server.asked}) == 1


def test_a_row_that_failed_for_now_is_sent_again_alone_and_under_another_key() -> None:
    def answer(asked: Asked) -> Answer:
        first = asked.headers["Idempotency-Key"].endswith("-0")
        later = {"code": "TryAgain", "detail": "not now"} if first else None
        return 207, {
            "data": [entry(number, later if number == 1 else None) for number in range(len(asked.body["items"]))]
        }

    with answering(answer) as server:
        results = list(send(api(server), items(3), RUN))

    assert {result.outcome for result in results} == {"created"}
    assert [len(asked.body["items"]) for asked in server.asked] == [3, 1]


def test_a_possible_duplicate_is_reported_with_who_it_may_be_and_why() -> None:
    with answering(lambda asked: (207, {"data": [entry(0, DUPLICATE)]})) as server:
        [result] = send(api(server), items(1), RUN)

    assert (result.outcome, result.code) == ("possible duplicates", "PossibleDuplicate")
    assert "01J0 (same name and company)" in result.reason


def test_a_token_that_expired_on_the_way_is_renewed() -> None:
    tokens = iter(["old", "new"])

    def answer(asked: Asked) -> Answer:
        return all_created(asked) if asked.headers["Authorization"] == "Bearer new" else (401, {})

    with answering(answer) as server:
        [result] = send(Api(server.url, lambda: next(tokens)), items(1), RUN)

    assert result.outcome == "created"


def test_what_concerns_the_whole_import_ends_it() -> None:
    problem = {"code": "MissingScope", "detail": "This needs the scope customers:write."}
    with answering(lambda asked: (403, problem)) as server, pytest.raises(ApiError, match="customers:write"):
        list(send(api(server), items(1), RUN))


def test_failed_rows_can_be_mended_and_imported_again(tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    row = Row(2, {"id": "7", "name": '王 "小" 明'})
    target = report.write(source, ["id", "name"], [Result(row, "failed", "Invalid", "why, and where")])

    assert target == tmp_path / "people.failed.csv"
    again = read(target.read_bytes())
    assert again.rows[0].cells == {"row": "2", "code": "Invalid", "reason": "why, and where", **row.cells}
    assert system_of(target) == system_of(source) == "people"


def test_a_row_that_came_in_without_a_value_is_in_the_report_with_that_value(tmp_path: Path) -> None:
    sheet = read(b"id,name,phone\n1,Ada,soon\n2,Bob,\n")
    prepared = prepare(tmp_path / "people.csv", sheet, mapped(sheet, {}, None, None), Choices("people"), {})
    with answering(all_created) as server:
        counted, where = carry_out(api(server), prepared, RUN, lambda rows: None)

    assert counted == {"created": 2}
    assert where is not None
    assert [row.cells["code"] for row in read(where.read_bytes()).rows] == ["LeftOut"]


def test_without_failures_there_is_no_report(tmp_path: Path) -> None:
    assert report.write(tmp_path / "people.csv", ["id"], [Result(Row(2, {"id": "7"}), "created")]) is None


@pytest.mark.parametrize(
    ("name", "system"), [("telco.csv", "telco"), ("Q3 leads (new).csv", "Q3-leads-new"), ("2024.csv", "file-")]
)
def test_the_files_name_names_the_source(name: str, system: str) -> None:
    assert system_of(Path(name)).startswith(system)


def test_where_the_files_own_folder_cannot_be_written_to_the_report_is_where_the_command_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    results = [Result(Row(2, {"id": "7"}), "failed", "Invalid", "why")]

    assert report.write(tmp_path / "gone" / "people.csv", ["id"], results) == tmp_path / "people.failed.csv"
