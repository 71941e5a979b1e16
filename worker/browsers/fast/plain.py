"""Selectors that need nothing of Playwright's: those of CSS alone, which browsers understand themselves, and those of
our own engines. Playwright's script takes longer to begin in a page than most pages take to be read.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from worker.processes.sight import ENGINES

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

_OWN = re.compile(rf"(?P<engine>{'|'.join(map(re.escape, ENGINES))})=(?P<body>(?:(?!>>).)*)", re.DOTALL)

ENGINE_WANTED = "tabwright: this needs the engine"
_IN_CSS = """(css, nth) => {
    const walker = Document.prototype.createTreeWalker.call(document, document, NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) if (walker.currentNode.shadowRoot) return null;
    const elements = [...Document.prototype.querySelectorAll.call(document, css)];
    return nth === null ? elements : elements.slice(nth, nth < 0 ? undefined : nth + 1);
}"""
_BY_OWN = {name: f"body => {script.strip()}.queryAll(document, body)" for name, script in ENGINES.items()}


@dataclass(frozen=True, slots=True)
class Plain:
    """How to find the elements of a selector."""

    find: str
    """A function that returns them, or null where the engine may find others: it looks into shadow trees, too."""
    given: tuple[str | int | None, ...]
    """Its arguments."""

    def script(self, task: str) -> str:
        """A function that runs a task for the elements. It is given the arguments of `find`, whether there must be one
        element alone, of which the engine tells where there are several, and the arguments of the task.
        """
        return f"""function(found, isStrict, ...given) {{
    const elements = ({self.find})(...found);
    if (!elements || isStrict && elements.length > 1) return {json.dumps(ENGINE_WANTED)};
    return ({task})(elements, ...given);
}}"""


def plain(selector: str) -> Plain | None:
    """None: it needs the engine."""
    if (own := _OWN.fullmatch(selector)) is not None:
        return Plain(_BY_OWN[own["engine"]], (own["body"],))
    found = _PLAIN.fullmatch(selector) if len(selector) <= MAX_CHARS else None
    if found is None:
        return None
    return Plain(_IN_CSS, (found["css"], int(found["nth"]) if found["nth"] else None))


def wants_engine(value: Any) -> bool:
    """Whether the answer of a task says that the engine has to be asked."""
    return bool(value == ENGINE_WANTED)
