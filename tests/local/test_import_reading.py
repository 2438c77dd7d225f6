"""Files as people send them: encodings, delimiters, quotation marks, and rows that are broken."""

import pytest

from local.importing.encoding import NoText
from local.importing.reading import NoTable, Sheet, read

CHINESE = "姓名,手机\n欧阳娜,13800138000\n王小明,13900139000\n"


def first(sheet: Sheet) -> dict[str, str]:
    return sheet.rows[0].cells


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("utf-16", "UTF-16"),
        ("gbk", "GB18030 (GBK)"),
        ("gb18030", "GB18030 (GBK)"),
    ],
)
def test_a_chinese_file_is_read_in_every_common_encoding(codec: str, name: str) -> None:
    sheet = read(CHINESE.encode(codec))

    assert sheet.encoding == name
    assert first(sheet) == {"姓名": "欧阳娜", "手机": "13800138000"}


def test_a_western_file_is_not_taken_for_chinese() -> None:
    sheet = read("name;city\nJosé Peña;México\nZoë Kraft;Köln\n".encode("cp1252"))

    assert sheet.encoding == "Windows-1252"
    assert first(sheet) == {"name": "José Peña", "city": "México"}


def test_an_encoding_that_was_told_is_used() -> None:
    assert first(read("姓名\n陳大文\n".encode("big5"), "big5")) == {"姓名": "陳大文"}


def test_a_wrong_or_unknown_encoding_is_refused_with_a_hint() -> None:
    with pytest.raises(NoText, match="--encoding"):
        read(CHINESE.encode("gbk"), "utf-8")
    with pytest.raises(NoText, match="no encoding"):
        read(b"name\n", "utf-99")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(cells) for cells in (["a", "b", "c"], ["1", '"x, y; z"', "3"], ["4", "5", "6"]))

    assert first(read(text.encode())) == {"a": "1", "b": "x, y; z", "c": "3"}


def test_a_file_of_one_column_is_read() -> None:
    assert [row.cells["name"] for row in read(b"name\r\nAda\r\n\r\nGrace\r\n").rows] == ["Ada", "Grace"]


def test_spaces_after_commas_belong_to_nobody() -> None:
    assert first(read(b'rec_id, surname, note\nr-1, waller, "a, b"\n')) == {
        "rec_id": "r-1",
        "surname": "waller",
        "note": "a, b",
    }


def test_quotes_in_quotes_and_line_ends_in_cells_are_kept() -> None:
    sheet = read(b'name,motto\r\n"Ada ""The Countess"" Lovelace","one\r\ntwo"\r\nGrace,"x"\r\n')

    assert first(sheet) == {"name": 'Ada "The Countess" Lovelace', "motto": "one\r\ntwo"}
    assert [row.number for row in sheet.rows] == [3, 4]


def test_a_cell_of_a_million_characters_costs_its_row_only() -> None:
    sheet = read(b"name,note\nAda,%s\nGrace,short\n" % (b"x" * 1_000_000))

    assert [bool(row.refused) for row in sheet.rows] == [True, False]
    assert "1,000,000 characters" in sheet.rows[0].refused


def test_ragged_rows_are_refused_and_blank_cells_at_the_end_are_not_ragged() -> None:
    sheet = read(b"a,b\n1\n1,2,3\n1,2,,\n1,2\n")

    assert [bool(row.refused) for row in sheet.rows] == [True, True, False, False]
    assert "3 cells, the first line 2" in sheet.rows[1].refused


def test_a_row_with_a_nul_is_refused() -> None:
    assert "NUL" in read(b"name\nA\0da\n").rows[0].refused


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" , ,\n"])
def test_an_empty_file_is_no_table(data: bytes) -> None:
    with pytest.raises(NoTable, match="empty"):
        read(data)


def test_a_column_named_twice_is_no_table() -> None:
    with pytest.raises(NoTable, match="'email' more than once"):
        read(b"email,name,email\n")


def test_a_column_without_a_name_is_called_by_its_number() -> None:
    assert read(b"name,,city\nAda,x,London\n").columns == ["name", "column 2", "city"]
