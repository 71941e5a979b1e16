"""What the measured pages are made of: the files in pages/, and what would be too large to keep beside them.

Everything is the same in every run: the random numbers are seeded.
"""

import json
import random
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageFont

_FILES = Path(__file__).parent / "pages"
_TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".ttf": "font/ttf",
}

_PICTURES = 8
_PICTURE_SIZE = (600, 400)
_CARDS = 240
_PLACES = ["Ostfeld", "Lindenau", "Hafenstadt", "Mühlbach", "Bergen", "Kaltenbrunn", "Westerholm", "Sankt Veit"]
_WORDS = ["river", "ford", "chapel", "mill", "road", "toll", "marsh", "orchard", "quarry", "harbour", "wall", "gate"]


class Resource(NamedTuple):
    """One file of a page."""

    content_type: str
    body: bytes


@cache
def resources() -> dict[str, Resource]:
    """Everything that the pages load, by path."""
    bodies = {path.name: path.read_bytes() for path in _FILES.iterdir()}
    bodies |= {f"picture-{number}.jpg": _picture(number) for number in range(1, _PICTURES + 1)}
    bodies |= dict.fromkeys(("heading.ttf", "text.ttf"), _font())
    bodies["maps.json"] = _maps()
    return {f"/{name}": Resource(_TYPES[Path(name).suffix], body) for name, body in bodies.items()}


def _picture(seed: int) -> bytes:
    """A JPEG of coloured clouds, with the grain of a scan: it costs as much to decode as a photograph."""
    numbers = random.Random(seed)  # noqa: S311 - clouds need no cryptography
    clouds = Image.frombytes("RGB", (11, 8), numbers.randbytes(11 * 8 * 3)).resize(_PICTURE_SIZE)
    width, height = _PICTURE_SIZE
    grain = Image.frombytes("L", _PICTURE_SIZE, numbers.randbytes(width * height)).convert("RGB")
    file = BytesIO()
    Image.blend(clouds, grain, 0.35).save(file, "JPEG", quality=82)
    return file.getvalue()


def _font() -> bytes:
    """A font that a browser takes: the one that Pillow brings along."""
    font = ImageFont.load_default(size=12)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("this Pillow was built without FreeType, and so brings no font")
    return font.font_bytes


def _maps() -> bytes:
    numbers = random.Random(0)  # noqa: S311 - nor do maps
    maps = [
        {
            "id": number,
            "title": f"{numbers.choice(_PLACES)}, {numbers.randrange(1580, 1900)}",
            "facts": [f"1:{numbers.randrange(5, 100)},000", numbers.choice(("copper", "woodcut", "pen")), "scanned"],
            "text": " ".join(numbers.choices(_WORDS, k=45)) + ".",
        }
        for number in range(_CARDS)
    ]
    return json.dumps(maps, ensure_ascii=False).encode()
