"""GitHub's Markdown of HTML, which any renderer of CommonMark with tables shows as the page does."""

import re
from typing import Any

from bs4.element import NavigableString, Tag
from markdownify import MarkdownConverter

_SPECIAL = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[`*_\[\]~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_HEADING = re.compile(r"(^|\s)(#{1,6})(?=\s|$)")
_AT_LINE_START = re.compile(r"^(\s*)([-+>](?=\s|$)|>|-{2,}\s*$|=+\s*$|\d{1,9}(?=[.)](?:\s|$)))")
_LINE_BREAKS = re.compile(r"\s*\n\s*")
_SPACE_AROUND = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_MARKED = {"b", "strong", "i", "em", "s", "del", "strike"}
_INLINE = {"a", "code", "span", "sub", "sup", "u", "kbd", "mark", "small", *_MARKED}
_BACKTICKS = re.compile(r"`+")

_Base: Any = MarkdownConverter  # its stubs leave out what is there to be overridden


class Converter(_Base):  # type: ignore[misc]
    """`el`, `text` (Markdown of what is in it) and `parent_tags` are as the library gives them."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """So that text stays what it is."""
        text = _HEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))
        return _AT_LINE_START.sub(_escaped_start, text)

    def process_text(self, el: NavigableString, parent_tags: set[str]) -> str:
        text: str = super().process_text(el, parent_tags=parent_tags)
        if text.endswith("!") and isinstance(el.next_sibling, Tag) and el.next_sibling.name == "a":
            text = text[:-1] + "\\!"  # or the link would be a picture
        return text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags or not text.strip() or not el.get("href"):
            return text
        before, inner, after = _parted(text)
        url = str(el["href"])
        if url == el.get_text() and not el.get("title") and re.match(r"[a-z][a-z0-9+.-]+:[^\s<>]*$", url):
            return f"{before}<{url}>{after}"
        return f"{before}[{_LINE_BREAKS.sub(' ', inner)}]({_target(el, 'href')}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = _SPECIAL.sub(r"\\\g<0>", " ".join(str(el.get("alt") or "").split()))
        if not el.get("src"):
            return alt
        return f"![{alt}]({_target(el, 'src')})"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _marked(el, text, "**", "strong", not parent_tags.isdisjoint({"b", "strong", "_noformat"}))

    convert_strong = convert_b

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _marked(el, text, "*", "em", not parent_tags.isdisjoint({"i", "em", "_noformat"}))

    convert_i = convert_em

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _marked(el, text, "~~", "del", not parent_tags.isdisjoint({"s", "del", "strike", "_noformat"}))

    convert_s = convert_strike = convert_del

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        code = el.get_text()
        if "_inline" in parent_tags:
            inline: str = self.convert_code(el, " ".join(code.split()), parent_tags)
            return f" {inline} "
        if not code.strip():
            return ""
        told = el.find("code")
        language = str(told.get("data-language") or "") if isinstance(told, Tag) else ""
        fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(code)), default=0))
        return f"\n\n{fence}{language}\n{code.strip(chr(10))}\n{fence}\n\n"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return " " if "_inline" in parent_tags or "a" in parent_tags else "  \n"

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return " " if "_inline" in parent_tags else "\n\n---\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        block: str = self.convert_div(el, text, parent_tags)
        return block

    convert_dd = convert_dt
    convert_address = convert_aside = convert_caption = convert_details = convert_dialog = convert_fieldset = convert_dt
    convert_figcaption = convert_figure = convert_footer = convert_form = convert_header = convert_hgroup = convert_dt
    convert_main = convert_nav = convert_search = convert_summary = convert_dt

    def convert_ol(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """One that does not begin at 1 needs an empty line before it, or it would go on with the text."""
        listed: str = super().convert_ol(el, text, parent_tags=parent_tags)
        first = el.find("li")
        begins_at = first.get("value") if isinstance(first, Tag) else None
        return f"\n{listed}" if "li" in parent_tags and begins_at not in {None, "1"} else listed

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = text.strip().split("\n")
        number = el.get("value")
        bullet = f"{number}. " if number is not None else "- "
        indent = " " * len(bullet)
        rest = [indent + line if line else "" for line in lines[1:]]
        return "\n".join([bullet + lines[0], *rest]) + "\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f" {text.strip()} " if "_inline" in parent_tags else f"\n\n{text.strip()}\n\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        line = _LINE_BREAKS.sub(" ", text.strip())
        # A table in a cell is its text: Markdown has no such thing.
        return f"{line} " if "_inline" in parent_tags else " " + line.replace("|", r"\|") + " |"

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return text
        row = f"|{text}\n"
        width = len(el.find_all(["td", "th"], recursive=False))
        line = "| " + " | ".join(["---"] * width) + " |\n"
        if "thead" in parent_tags:
            return row + line
        begins = el.find_previous_sibling() is None and (el.parent is None or el.parent.find_previous_sibling() is None)
        return "| " + " | ".join([""] * width) + " |\n" + line + row if begins else row


def _escaped_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _parted(text: str) -> tuple[str, str, str]:
    """The white space before it, itself, and that after it."""
    match = _SPACE_AROUND.match(text)
    assert match is not None  # noqa: S101
    return match[1], match[2], match[3]


def _target(el: Tag, name: str) -> str:
    """A URL and the title, as they stand in brackets."""
    url = str(el[name])
    if re.search(r"[\s()<>]", url):
        url = "<" + re.sub(r"[\s<>]", lambda found: f"%{ord(found[0]):02X}", url) + ">"
    title = " ".join(str(el.get("title") or "").split()).replace("\\", r"\\").replace('"', r"\"")
    return f'{url} "{title}"' if title else url


def _marked(el: Tag, text: str, mark: str, tag: str, is_marked: bool) -> str:  # noqa: FBT001
    """Text between marks, or between HTML's where Markdown would take the marks for text."""
    before, inner, after = _parted(text)
    if is_marked or not inner or "\n\n" in inner:
        return text
    if _is_word(_neighbour(el, before=True), before) and not _is_word(inner[0]):
        mark = ""
    if isinstance(el.previous_sibling, Tag) and el.previous_sibling.name in _MARKED:
        mark = ""  # their marks would run together
    if _is_word(_neighbour(el, before=False), after) and not _is_word(inner[-1]):
        mark = ""
    return f"{before}{mark}{inner}{mark}{after}" if mark else f"{before}<{tag}>{inner}</{tag}>{after}"


def _neighbour(el: Tag, *, before: bool) -> str:
    one: Any = el.previous_sibling if before else el.next_sibling
    if isinstance(one, Tag):
        one = one.get_text() if one.name in _INLINE else ""
    text = str(one or "")
    return text[-1:] if before else text[:1]


def _is_word(char: str, space: str = "") -> bool:
    return not space and char.isalnum()
