"""Which files are taken, and under which name."""

import pytest

from onestop.errors import Invalid, TooLarge
from tickets.domain.attachments import LARGEST, disposition, must_be_taken, named


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\mei\\发票.pdf", "发票.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe\n", "agpj.exe"),
        (" report.pdf. ", "report.pdf"),
        ("re\u0301sume\u0301.txt", "résumé.txt"),
    ],
)
def test_a_file_keeps_its_name_without_folders_and_without_what_cannot_be_seen(given: str, kept: str) -> None:
    assert named(given) == kept


@pytest.mark.parametrize("name", ["", "...", "/tmp/", "\u200b"])
def test_a_file_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        named(name)


@pytest.mark.parametrize("name", ["setup.exe", "letter.PDF.JS", "run.cmd"])
def test_a_file_that_would_be_run_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="would be run"):
        must_be_taken(name, 1)


def test_a_file_has_25_megabytes_at_most() -> None:
    must_be_taken("film.mp4", LARGEST)
    with pytest.raises(TooLarge):
        must_be_taken("film.mp4", LARGEST + 1)


def test_a_name_in_any_script_reaches_the_browser() -> None:
    said = disposition('报"告.pdf', "application/pdf", inline=True)
    assert said == "inline; filename=\"?'?.pdf\"; filename*=UTF-8''%E6%8A%A5%22%E5%91%8A.pdf"


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml; charset=utf-8"])
def test_what_could_run_in_a_page_is_never_shown_in_one(content_type: str) -> None:
    assert disposition("a.html", content_type, inline=True).startswith("attachment")
