"""Where in an accessibility tree something is said, and which element that is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from worker.page.exploring.tree import Node

MAX_TEXT = 300
"""How much is told of a text or a name."""
MAX_PATH = 30

OPERATED = frozenset(
    {
        "button",
        "checkbox",
        "combobox",
        "link",
        "listbox",
        "menuitem",
        "menuitemcheckbox",
        "menuitemradio",
        "option",
        "radio",
        "searchbox",
        "slider",
        "spinbutton",
        "switch",
        "tab",
        "textbox",
        "treeitem",
    }
)
"""What one does something with: what is said in it is said of it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place where it is said."""

    line: int
    """From 1, in the tree."""
    text: str
    element: Node
    """What is located: what says it, or what one operates that it is in."""


def matches(nodes: Sequence[Node], is_wanted: Callable[[str], bool]) -> Iterator[Match]:
    """All matches in order, one for each element."""
    seen: set[int] = set()
    for line, node in enumerate(nodes, start=1):
        said = next((one for one in _said(node) if is_wanted(one)), None)
        if said is None:
            continue
        element = _element(node)
        if id(element) not in seen:
            seen.add(id(element))
            yield Match(line, said[:MAX_TEXT], element)


def path(node: Node) -> list[str]:
    """What an element is in, from the outside. What says nothing of itself is left out."""
    told = [one.title[:MAX_TEXT] for one in node.around if one.role != "generic" or one.name]
    return told[:MAX_PATH][::-1]


def _said(node: Node) -> Iterator[str]:
    """The texts of a line, each as one line."""
    for one in (node.name, node.text):
        if one:
            yield " ".join(one.split())


def _element(node: Node) -> Node:
    is_element = node.role != "text" and not node.role.startswith("/")
    own = node if is_element or node.parent is None else node.parent
    labelled = next((one for one in own.children if one.role in OPERATED and one.name and one.name == node.text), None)
    return labelled or next((one for one in [own, *own.around] if one.role in OPERATED), own)
