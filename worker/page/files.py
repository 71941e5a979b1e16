"""Files that come from pages: named by strangers, so not before their names are made safe."""

import mimetypes
import os
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from worker.step import File

UNKNOWN_TYPE = "application/octet-stream"
MAX_STEM_BYTES = 120
MAX_EXTENSION_LENGTH = 16

_EXTENSIONS = {
    "application/javascript": ("js", "mjs"),
    "application/json": ("json", "geojson", "map"),
    "application/pdf": ("pdf",),
    "application/xml": ("xml", "rss", "atom", "xsl"),
    "application/zip": ("zip",),
    "image/avif": ("avif",),
    "image/gif": ("gif",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/svg+xml": ("svg",),
    "image/webp": ("webp",),
    "text/css": ("css",),
    "text/csv": ("csv",),
    "text/html": ("html", "htm"),
    "text/javascript": ("js", "mjs"),
    "text/xml": ("xml", "rss", "atom", "xsl"),
}
"""What fits a type, the usual one first: those of the machine's own list differ."""
_SUFFIXES = {"+json": ("json", "geojson", "jsonld"), "+xml": ("xml", "rss", "atom", "xhtml")}
_PLAIN = "text/plain"
"""The type of what is any text: every extension fits it."""
_MIME_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")


def open_download(path: Path) -> BinaryIO:
    """Opens what a browser has downloaded. Raises OSError where that is another's file, which it has only linked to: a
    page may have the browser in its hands, and we may read more than it.
    """
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
    found = os.fstat(file.fileno())
    if stat.S_ISREG(found.st_mode) and found.st_uid == path.parent.stat().st_uid:
        return file
    file.close()
    raise PermissionError(f"{path} is no file of the browser's")


def downloaded(name: str, data: bytes, mime_type: str | None = None) -> File:
    """A file that a page has offered under a name."""
    safe = "".join(char if char.isprintable() and char not in '/\\:*?"<>|%#' else "_" for char in name)
    stem, dot, extension = safe.strip(". ").rpartition(".")
    if not dot or not stem or not extension.isalnum() or len(extension) > MAX_EXTENSION_LENGTH:
        stem, extension = stem + dot + extension, ""
    stem = stem.encode()[:MAX_STEM_BYTES].decode(errors="ignore").strip(". ") or "download"
    if mime_type is None or not _MIME_TYPE.fullmatch(mime_type):
        mime_type = mimetypes.guess_type(f"{stem}.{extension}")[0] or UNKNOWN_TYPE
    return File(artifact_type="download", stem=stem, extension=extension, mime_type=mime_type, data=data)


def fitting(file: File) -> File:
    """The file with an extension that fits its type, where we know one: a URL often has none, or that of a program."""
    kind = file.mime_type.lower()
    if kind == _PLAIN:
        return replace(file, extension=file.extension or "txt")
    suffix = next((ends for suffix, ends in _SUFFIXES.items() if kind.endswith(suffix)), ())
    fit = _EXTENSIONS.get(kind, suffix)
    return file if not fit or file.extension.lower() in fit else replace(file, extension=fit[0])
