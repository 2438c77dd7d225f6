"""Real files, where there are any: ONESTOP_DATA names a folder with febrl1.csv, telco.csv and northwind.sql."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.running import Running

DATA = Path(os.environ.get("ONESTOP_DATA", "/nowhere"))
pytestmark = [
    pytest.mark.embedded,
    pytest.mark.skipif(not DATA.is_dir(), reason="ONESTOP_DATA names no folder with real files"),
]


def counts(shown: str) -> dict[str, int]:
    """The summary of an import by outcome."""
    return {
        name: int(number.replace(",", "")) for name, number in re.findall(r"^\W*([a-z ]+?)\W+([\d,]+)\W*$", shown, re.M)
    }


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], str]:
    """A file of the folder where a report may be written beside it."""
    return lambda name: shutil.copy(DATA / name, tmp_path)


@pytest.fixture(scope="module")
def northwind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The customers of the database, as a CSV."""
    sql = (DATA / "northwind.sql").read_text(encoding="utf-8", errors="replace")
    wanted = re.findall(r"CREATE TABLE \[Customers\].*?;|INSERT INTO Customers .*?;\n", sql, re.S)
    with sqlite3.connect(":memory:") as database:
        database.executescript("\n".join(wanted))
        rows = database.execute("SELECT * FROM Customers")
        lines = [[column[0] for column in rows.description], *rows.fetchall()]
    path = tmp_path_factory.mktemp("northwind") / "northwind.csv"
    path.write_text("\n".join(",".join(f'"{cell or ""}"' for cell in line) for line in lines), encoding="utf-8")
    return path


def test_northwind_comes_in_and_a_second_time_changes_nothing(system: Running, northwind: Path) -> None:
    first = counts(system.onestop("import", "customers", str(northwind), check=False).stdout)
    again = counts(system.onestop("import", "customers", str(northwind), check=False).stdout)

    assert first["created"] == again["unchanged"] == 93


def test_telco_brings_its_columns_as_custom_fields(system: Running, copied: Callable[[str], str]) -> None:
    shown = counts(system.onestop("import", "customers", copied("telco.csv")).stdout)

    rows = len((DATA / "telco.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert shown["created"] + shown["unchanged"] == rows


def test_febrl_reports_its_duplicates_and_merges_none(system: Running, copied: Callable[[str], str]) -> None:
    shown = counts(system.onestop("import", "customers", copied("febrl1.csv"), check=False).stdout)

    assert shown["created"] + shown["possible duplicates"] == 1000
    assert shown["possible duplicates"] > 100
