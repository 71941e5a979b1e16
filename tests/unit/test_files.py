"""Files that pages offer get names that do no harm."""

import pytest

from worker.page.files import MAX_STEM_BYTES, downloaded

UNKNOWN = "application/octet-stream"


@pytest.mark.parametrize(
    ("offered", "stem", "extension", "mime_type"),
    [
        ("report.csv", "report", "csv", "text/csv"),
        ("../../etc/passwd", "_.._etc_passwd", "", UNKNOWN),
        ("..\\x.html", "_x", "html", "text/html"),
        ("a\0b\r\nc.txt", "a_b__c", "txt", "text/plain"),
        (".htaccess", "htaccess", "", UNKNOWN),
        ("\u202egpj.txt", "_gpj", "txt", "text/plain"),
        ("\ud800.txt", "_", "txt", "text/plain"),
        ("50%#?.txt", "50___", "txt", "text/plain"),
        ("ä" * 200 + ".pdf", "ä" * (MAX_STEM_BYTES // 2), "pdf", "application/pdf"),
        ("x." + "y" * 50, "x." + "y" * 50, "", UNKNOWN),
        ("", "download", "", UNKNOWN),
        (".", "download", "", UNKNOWN),
    ],
)
def test_a_name_is_made_safe(offered: str, stem: str, extension: str, mime_type: str) -> None:
    file = downloaded(offered, b"")
    assert (file.stem, file.extension, file.mime_type) == (stem, extension, mime_type)


@pytest.mark.parametrize(("told", "kept"), [("text/html", "text/html"), ("", "text/csv"), ("a/b\r\nx: y", "text/csv")])
def test_a_type_that_is_none_is_guessed_from_the_name(told: str, kept: str) -> None:
    assert downloaded("x.csv", b"", told).mime_type == kept
