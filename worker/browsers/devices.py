"""Playwright's device descriptors, which need no driver to be read: `make gen` writes them."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def devices() -> Mapping[str, dict[str, Any]]:
    """By name, as Playwright gives them."""
    found: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_suffix(".json").read_text())
    return found
