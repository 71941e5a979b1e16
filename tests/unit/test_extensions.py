"""Extensions of files that come from pages."""

import pytest

from worker.page.files import downloaded, fitting


@pytest.mark.parametrize(
    ("name", "mime_type", "named"),
    [
        ("products", "application/json", "products.json"),
        ("products.php", "application/json", "products.json"),
        ("places.geojson", "application/json", "places.geojson"),
        ("photo.JPEG", "image/jpeg", "photo.JPEG"),
        ("feed", "application/atom+xml", "feed.xml"),
        ("error", "application/problem+json", "error.json"),
        ("notes.md", "text/plain", "notes.md"),
        ("notes", "text/plain", "notes.txt"),
        ("data.bin", "application/octet-stream", "data.bin"),
        ("data", "x/unknown", "data."),
        ("", "text/html", "download.html"),
    ],
)
def test_an_extension_fits_the_type_where_that_is_known(name: str, mime_type: str, named: str) -> None:
    file = fitting(downloaded(name, b"", mime_type))
    assert f"{file.stem}.{file.extension}" == named
