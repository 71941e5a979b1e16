"""An accessibility tree, read from the YAML that Playwright makes of it: a node has one line, whatever it is called."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from store.sensitive_values import MASK, MIN_CHARS

ENTERED_IN = frozenset({"textbox", "searchbox", "spinbutton", "combobox", "slider"})
"""Roles of what people enter something into. Its text is what they have entered."""

MAX_TEXT = 2000
"""How much is told of a text. Names of elements, Playwright leaves out when they are longer than 900."""

_LINE = re.compile(r"(?P<indent> *)- (?P<rest>.*)", re.DOTALL)
_QUOTED_KEY = re.compile(r"'(?P<key>(?:[^']|'')*)'(?::(?: (?P<value>.*))?)?")
_KEY = re.compile(r'(?P<key>[^\s:"]+(?: "(?:[^"\\]|\\.)*")?(?: \[[^\]]*\])*)(?::(?: (?P<value>.*))?)?')
_PARTS = re.compile(r'(?P<role>\S+)(?: (?P<name>"(?:[^"\\]|\\.)*"))?(?P<states>(?: \[[^\]]*\])*)')
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What YAML cannot have as it is, or would take for the end of a line."""
_REF = re.compile(r"\[ref=(\w+)\]")


@dataclass(slots=True)
class Node:
    """One line: an element, a text, or a property of the element that it stands under, as `/url`."""

    role: str
    """`text` of a text."""
    name: str = ""
    states: str = ""
    """As they are written: ` [checked] [ref=e2]`."""
    text: str | None = None
    """What it says, where that is all that it holds."""
    depth: int = 0
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)

    @property
    def ref(self) -> str | None:
        """What Playwright calls its element, until the next snapshot."""
        found = _REF.search(self.states)
        return found[1] if found else None

    @property
    def title(self) -> str:
        """Its role and name, as the tree has them."""
        return f"{self.role} {json.dumps(self.name, ensure_ascii=False)}" if self.name else self.role

    @property
    def around(self) -> "Iterator[Node]":
        """What it is in, from the inside."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent


@dataclass(frozen=True, slots=True)
class Entered:
    """What has been entered into a page that its tree does not show to be that."""

    hidden: frozenset[str] = frozenset()
    """Passwords, and what is in fields that pretend to be something else: it is nowhere told."""
    written: frozenset[str] = frozenset()
    """Texts of what can be edited as a document: as texts and names of their own they are not told."""


def parse(yaml: str) -> list[Node]:
    """Its lines, in order. What is no line of a node is left out."""
    nodes: list[Node] = []
    open_: list[Node] = []
    for line in yaml.split("\n"):
        node = _node(line)
        if node is None:
            continue
        del open_[node.depth :]
        if open_:
            node.parent = open_[-1]
            node.parent.children.append(node)
        open_.append(node)
        nodes.append(node)
    return nodes


def without_entered(nodes: Sequence[Node], entered: Entered) -> list[Node]:
    """The lines without what has been entered into fields."""
    kept = []
    for node in nodes:
        if value := _entered(node, entered):
            _forget(node, value)
            if node.role == "text":
                continue
            node.text = None
        if node.name in entered.written:
            node.name = MASK
        kept.append(node)
    for value in sorted(entered.hidden, key=len, reverse=True):
        for node in kept:
            node.name = _hide(node.name, value)
            node.text = None if node.text is None else _hide(node.text, value)
    return kept


def written(nodes: Sequence[Node], max_bytes: int) -> tuple[str, int, bool]:
    """Lines as YAML, as many as there is room for; how many bytes all of them have; and whether that is more. Long
    texts are cut.
    """
    lines: list[str] = []
    size = told = 0
    is_shorter = False
    for node in nodes:
        line = _line(node)
        size += len(line.encode(errors="replace")) + 1
        if node.text is not None and len(node.text) > MAX_TEXT:
            line = _line(replace(node, text=f"{node.text[:MAX_TEXT]}…"))
            is_shorter = True
        told += len(line.encode(errors="replace")) + 1
        if told - 1 <= max_bytes:
            lines.append(line)
        else:
            is_shorter = True
    return "\n".join(lines), max(0, size - 1), is_shorter


def _node(line: str) -> Node | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    depth, rest = len(found["indent"]) // 2, found["rest"]
    said = _QUOTED_KEY.fullmatch(rest) or _KEY.fullmatch(rest)
    if said is None:
        return None
    key = said["key"].replace("''", "'") if rest.startswith("'") else said["key"]
    parts = _PARTS.fullmatch(key)
    text = None if said["value"] is None else _scalar(said["value"])
    if parts is None:
        return Node(key, text=text, depth=depth)
    name = json.loads(parts["name"]) if parts["name"] else ""
    return Node(parts["role"], name, parts["states"], text, depth)


def _scalar(written_: str) -> str:
    if not written_.startswith('"'):
        return written_
    try:
        return str(json.loads(re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", written_)))
    except ValueError:
        return written_


def _line(node: Node) -> str:
    key = f"{node.title}{node.states}"
    if re.search(r"[:#'\n]|^[^\w/]", key.replace(node.states, "")):
        key = "'" + key.replace("'", "''") + "'"
    ends = ":" if node.children or node.text is not None else ""
    text = "" if node.text is None else " " + json.dumps(node.text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", f"{'  ' * node.depth}- {key}{ends}{text}")


def _entered(node: Node, entered: Entered) -> str:
    """What somebody has entered, where the node says that."""
    if node.text is None:
        return ""
    field = node if node.role != "text" else node.parent
    is_of_field = field is not None and field.role in ENTERED_IN
    return node.text if is_of_field or node.text in entered.written else ""


def _forget(node: Node, entered: str) -> None:
    """Takes what was entered out of the names of what the field is in: some are made of all that they hold."""
    if len(entered) < MIN_CHARS:
        return
    for one in node.around:
        one.name = one.name.replace(entered, MASK)
        for beside in one.children:  # a label may be of several
            if beside.name != entered:
                beside.name = beside.name.replace(entered, MASK)


def _hide(text: str, value: str) -> str:
    if value not in text:
        return text
    return text.replace(value, MASK) if len(value) >= MIN_CHARS else MASK
