"""Selectors that need no engine: those of CSS alone, which browsers understand themselves. Playwright's engine takes
longer to begin in a page than most pages take to be read.
"""

import re
from typing import Any, NamedTuple

MAX_CHARS = 500
_NAME = r"[A-Za-z_][\w-]*"
_PSEUDO = (
    "root|empty|checked|disabled|first-child|last-child|only-child|first-of-type|last-of-type|"
    r"nth-child\(\d+\)|nth-of-type\(\d+\)"
)
_COMPOUND = rf'(?=[A-Za-z.#\[:])(?:{_NAME})?(?:[.#]{_NAME}|\[{_NAME}(?:[~|^$*]?="[^"\\]*")?\]|:(?:{_PSEUDO}))*'
_PLAIN = re.compile(
    rf"(?:css=)?(?P<css>{_COMPOUND}(?:(?:\s*[>+~,]\s*|\s+){_COMPOUND})*)(?: >> nth=(?P<nth>-1|\d+))?", re.ASCII
)

ENGINE_WANTED = "tabwright: this needs the engine"
TASK = """function(css, nth, isStrict, ...given) {
    const walker = Document.prototype.createTreeWalker.call(document, document, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) if (walker.currentNode.shadowRoot) return 'WANTED';
    let elements = [...Document.prototype.querySelectorAll.call(document, css)];
    if (nth !== null) elements = elements.slice(nth, nth < 0 ? undefined : nth + 1);
    if (isStrict && elements.length > 1) return 'WANTED';
    return (TASK)(elements, ...given);
}""".replace("WANTED", ENGINE_WANTED)
"""Runs a task for the elements of a document, unless it has shadow trees, in which the engine looks as well, or there
are several where one must be, of which the engine tells.
"""


class Plain(NamedTuple):
    """A selector that a browser understands."""

    css: str
    nth: int | None
    """Which of the elements; None: all."""


def plain(selector: str) -> Plain | None:
    """None: it needs the engine."""
    found = _PLAIN.fullmatch(selector) if len(selector) <= MAX_CHARS else None
    if found is None:
        return None
    return Plain(found["css"], int(found["nth"]) if found["nth"] is not None else None)


def wants_engine(value: Any) -> bool:
    """Whether the answer of a task says that the engine has to be asked."""
    return bool(value == ENGINE_WANTED)
