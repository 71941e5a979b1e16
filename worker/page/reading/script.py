"""The script that reads elements in a page: a function of the elements and of what is wanted, which returns a list."""

from pathlib import Path
from uuid import uuid4

from worker.page.real import REAL

_FOLDER = Path(__file__).parent
_MODULES = ("flat_tree", "links", "grids", "shown_copy", "text", "about", "main_content", "reader")
_PARTS = "\n".join((_FOLDER / f"{name}.js").read_text() for name in _MODULES)
_READABILITY = (_FOLDER / "readability.js").read_text()
# A page may have a `module` of its own.
_MAIN_CONTENT = f"const Readability = (() => {{ const module = undefined; {_READABILITY}; return Readability; }})();"
_READ = f"""(elements, wanted) => {{
{REAL}
const {{ key }} = wanted;
PARTS
const values = elements.map(element => read(element, wanted));
if (framesSeen.length) globalThis[Symbol.for(key)] = framesSeen;
return values;
}}"""


def read_all(*, main_content: bool) -> str:
    """Reads a list of elements."""
    return _READ.replace("PARTS", _PARTS + (_MAIN_CONTENT if main_content else ""))


def read_one(*, main_content: bool) -> str:
    """Reads one."""
    return f"(element, wanted) => ({read_all(main_content=main_content)})([element], wanted)[0]"


def new_key() -> str:
    """Marks what one run of the script leaves in the page."""
    return uuid4().hex
