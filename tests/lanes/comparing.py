"""What a client could tell two runs of the same job by."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image, ImageChops
from pypdf import PdfReader

from tests.fixtures.runs import Run

_OF_ONE_RUN = re.compile(r"(?:[a-z]*(?:At|Id|Ids|Ms|Bytes|Path|Until)|duration|steps)")
"""Keys of what differs from run to run. A page that grows while it is scrolled takes more steps or fewer."""
_WAITED = re.compile(r"still after \d+ ms")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

_OBJECT = re.compile(r"IndirectObject\([^)]*\)")


async def differences(fast: Run, slow: Run) -> list[str]:
    """One line for each; none, where they are the same."""
    told = [*_between("status", fast.job.status, slow.job.status)]
    told += _between("result", plain(fast.job.result), plain(slow.job.result))
    told += _between("error", plain(fast.job.error), plain(slow.job.error))
    told += _between("events", *([(one.type, plain(one.data)) for one in run.events] for run in (fast, slow)))
    names = [[(one.name, one.artifact_type, one.mime_type) for one in run.artifacts] for run in (fast, slow)]
    told += _between("artifacts", *map(sorted, names))
    if names[0] and sorted(names[0]) == sorted(names[1]):
        for name, _, mime_type in names[0]:
            told += [f"{name}: {line}" for line in _files(mime_type, await fast.read(name), await slow.read(name))]
    return told


def plain(told: Any) -> Any:
    """What is told, without what is different each time."""
    if isinstance(told, Mapping):
        return {
            key: plain(value)
            for key, value in told.items()
            if not (_OF_ONE_RUN.fullmatch(key) and not isinstance(value, Mapping | list))
        }
    if isinstance(told, list):
        return [plain(one) for one in told]
    return _WAITED.sub("", _UUID.sub("id", told)) if isinstance(told, str) else told


def _between(path: str, one: Any, other: Any) -> Iterator[str]:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in [*one, *(other.keys() - one.keys())]:
            yield from _between(f"{path}.{key}", one.get(key), other.get(key))
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple) and len(one) == len(other):
        for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _between(f"{path}[{number}]", mine, theirs)
    elif one != other:
        yield f"{path}: {one!r} and {other!r}"


def _files(mime_type: str, fast: bytes, slow: bytes) -> Iterator[str]:
    if mime_type.startswith("image/"):
        yield from pictures(fast, slow)
    elif mime_type == "application/pdf":
        yield from _documents(fast, slow)
    elif fast != slow:
        yield f"{fast[:500]!r} and {slow[:500]!r}"


def pictures(fast: bytes, slow: bytes) -> Iterator[str]:
    """What is different in two pictures."""
    mine, theirs = (Image.open(io.BytesIO(data)) for data in (fast, slow))
    if (mine.format, mine.mode, mine.size) != (theirs.format, theirs.mode, theirs.size):
        yield f"{mine.format} {mine.mode} {mine.size} and {theirs.format} {theirs.mode} {theirs.size}"
    elif (
        box := ImageChops.difference(mine.convert("RGBA"), theirs.convert("RGBA")).getbbox(alpha_only=False)
    ) is not None:
        yield f"other pixels within {box} of {mine.size}"


def _documents(fast: bytes, slow: bytes) -> Iterator[str]:
    mine, theirs = (PdfReader(io.BytesIO(data)) for data in (fast, slow))
    yield from _between("pages", len(mine.pages), len(theirs.pages))
    for number, (one, other) in enumerate(zip(mine.pages, theirs.pages, strict=False)):
        yield from _between(f"page {number}: size", tuple(one.mediabox), tuple(other.mediabox))
        yield from _between(f"page {number}: text", one.extract_text(), other.extract_text())
        yield from _between(f"page {number}: drawn", _drawn(one), _drawn(other))
    yield from _between("outline", *(_OBJECT.sub("", str(one.outline)) for one in (mine, theirs)))


def _drawn(page: Any) -> bytes | None:
    contents = page.get_contents()
    return contents.get_data() if contents is not None else None
