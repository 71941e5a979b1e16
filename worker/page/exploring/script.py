"""The scripts that look at pages."""

from pathlib import Path

from worker.page.real import REAL

_FOLDER = Path(__file__).parent
_DESCRIBE = (_FOLDER / "describe.js").read_text()

MEASURE = (_FOLDER / "measure.js").read_text().replace("REAL", REAL)
"""Counts what is in a document, or in an element."""
INSPECT = (_FOLDER / "inspect.js").read_text().replace("DESCRIBE", _DESCRIBE).replace("REAL", REAL)
"""Lists what can be done there, and keeps its elements under a key."""
DESCRIBE = f"element => {{{_DESCRIBE}\nreturn describe(element);}}"
"""What is told of one element."""
TAKEN = """key => {
    const kept = globalThis[Symbol.for(key)] ?? [];
    delete globalThis[Symbol.for(key)];
    return kept;
}"""
"""Gives the elements that INSPECT has kept, once."""
