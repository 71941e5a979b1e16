"""Files of a checkout that the commands need, and that a wheel brings along: the gateway's, the console's, and the
demo's shop.
"""

from pathlib import Path

_IN_WHEEL = Path(__file__).parent / "files"
ROOT = _IN_WHEEL if _IN_WHEEL.is_dir() else Path(__file__).parent.parent
"""Where they lie, under the same names as in a checkout."""
