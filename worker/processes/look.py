"""A selector's engine that looks at documents for people who act in them (worker.live.looking has its questions)."""

from pathlib import Path

LOOK = "look"
"""Its name."""
SCRIPT = Path(__file__).with_name("look.js").read_text()
