"""Takes what sensitive actions and secrets hide out of texts and recordings, in whatever form they have it.

A recording is rewritten by a process of its own (`python -m worker.running.masking FILE`, which reads the values as a
list of JSON on standard input): it may be large, and other jobs must not wait for it. So is a large file that an action
has made, which comes on standard input after a line of JSON with its form and the values, and goes to standard output.
"""

import ctypes
import json
import re
import resource
import signal
import sys
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from html.entities import codepoint2name
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from store.sensitive_values import MASK, MIN_CHARS

HEAD_CHARS = 32
"""How much of a value is looked for. What follows in the text goes with it as far as the value goes on: a text may
have been cut.
"""
MAX_ENTRY_BYTES = 256 * 1024 * 1024
"""How large a file in a trace may be, which is read whole."""
MAX_MEMORY_BYTES = 4 * 1024 * 1024 * 1024
TOO_LARGE = 3
"""Exit code: the recording needs more than that."""

_RUNS = re.compile(r"[ \t\f\r\n]+|\\+")
"""What is looked for as one, however many there are: pages show blanks and line ends as one blank."""
_UNSEEN = "\u200b\xad"
"""What accessibility snapshots leave out. They show all blanks as one."""
_SLASHES = r"\\{1,16}+"
"""What JSON and scripts write before a character, packed four times over at most."""
_END = rf"[\r\n]|{_SLASHES}(?:[rn]|(?:u00|x)0[ad])|%(?>(?:25)*)0[ad]|&(?:amp;)*#(?:0*1[03]|x0*[ad]);"
"""One of those that end a line."""
_BLANK = (
    rf"(?>(?:{_SLASHES})?)[ \xa0]|[\t\f\udca0]|{_SLASHES}(?:[tf]|(?:u00|x)(?:20|09|0c|a0))"
    r"|%(?>(?:25)*)(?:20|09|0c|a0|c2%(?>(?:25)*)a0)|&(?:amp;)*(?:nbsp|#(?:0*(?:32|9|12|160)|x0*(?:20|9|c|a0)));"
)
"""One of the others."""
_HTML_NAMES = {code: name for code, name in {**codepoint2name, ord("'"): "apos"}.items() if name != "amp"}
"""Of characters. That of & is looked for as often as it may have been written."""
_TIMES = range(1, 9)
"""How often % and & may have been written as %25 and &amp;. What comes after may look like one time more."""
_PR_SET_PDEATHSIG = 1


class Wide:
    """Values as UTF-16 has them, also in hexadecimal, as PDFs write their titles."""

    def __init__(self, values: Collection[str]) -> None:
        self._values = values

    def out_of(self, data: bytes) -> bytes:
        """Bytes without the values, in which all keeps its place."""
        for found, mask in self._found:
            data = data.replace(found, mask)
        return data

    @cached_property
    def _found(self) -> list[tuple[bytes, bytes]]:
        """What is looked for, and what stands there instead. What begins a longer value need not be."""
        pairs = []
        for value in self._values:
            if any(other != value and other.startswith(value) for other in self._values):
                continue
            for encoding in ("utf-16-le", "utf-16-be"):
                found = value.encode(encoding, "surrogatepass")
                mask = ("*" * (len(found) // 2)).encode(encoding)
                pairs += [(found, mask), *((_hex(found, way), _hex(mask, way)) for way in (str.upper, str.lower))]
        return pairs


class Masker:
    """Hides some values."""

    def __init__(self, values: Iterable[str]) -> None:
        whole = {value.strip().strip(_UNSEEN) for value in values} - {""}  # pages strip what they get, too
        packed = (form for value in whole for form in _base64_forms(value.encode(errors="surrogatepass")))
        self._values = {_RUNS.sub(_as_one, value) for value in whole.union(packed)}
        self.wide = Wide(whole)

    def text(self, text: str, mask: Callable[[int], str] = lambda _: MASK) -> str:
        """A text without the values. `mask` is told how long what it replaces is."""
        if not self._values:
            return text
        parts, at = [], 0
        while found := self._heads.search(text, at):
            ends = (_end(value, text, found.start()) for value in self._by_head[str(found.lastgroup)])
            end = max(found.end(), *ends)
            parts += [text[at : found.start()], mask(end - found.start())]
            at = end
        return "".join([*parts, text[at:]])

    def is_in(self, text: str) -> bool:
        """Whether a text has one of them."""
        return bool(self._values) and self._heads.search(text) is not None

    def json(self, value: Any) -> Any:
        """JSON of a recording without the values. Names of its own fields stay as they are."""
        match value:
            case str():
                return self.text(value)
            case bool() | None:
                return value
            case int() | float():
                return MASK if any(one in self._values for one in _written(value)) else value
            case list():
                masked = [self.json(one) for one in value]
                if [type(one) for one in value[:2]] == [str, dict]:  # an element of a trace: pages name attributes
                    masked[1] = {self.text(name): one for name, one in masked[1].items()}
                return masked
            case {"encoding": "base64", "text": str(packed), **rest}:
                return {**self.json(rest), "encoding": "base64", "text": self._packed(packed)}
            case _:
                return {name: self.json(one) for name, one in value.items()}

    def bytes(self, data: bytes) -> bytes:
        """Bytes of whatever kind without the values."""
        return self.text(self.wide.out_of(data).decode(errors="surrogateescape")).encode(errors="surrogateescape")

    def _packed(self, packed: str) -> str:
        try:
            return b64encode(self.bytes(b64decode(packed))).decode()
        except ValueError:
            return self.text(packed)

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        """The values that begin alike, by the name of the group that finds them."""
        heads: dict[str, list[str]] = {}
        for value in self._values:
            heads.setdefault(value[:HEAD_CHARS], []).append(value)
        return {f"v{number}": values for number, values in enumerate(heads.values())}

    @cached_property
    def _heads(self) -> re.Pattern[str]:
        """Finds where a value begins. A tree, so that many values take little longer than one."""
        tree: dict[str, Any] = {}
        for name, (value, *_) in self._by_head.items():
            node = tree
            for char in value[:HEAD_CHARS]:
                node = node.setdefault(_any_form(char), {})
            node[f"(?P<{name}>)"] = {}
        return re.compile(_branches(tree))


class Hider:
    """Hides what secrets have given, in all that is read and made: unlike in recordings, also what is too short to be
    found in them, which takes the whole text with it.
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        self.findable: set[str] = set()
        self._short: set[str] = set()
        self._masker = Masker(())
        self.learn_all(values)

    @property
    def is_empty(self) -> bool:
        return not self.findable and not self._short

    @property
    def values(self) -> list[str]:
        return [*self.findable, *self._short]

    def learn(self, value: str) -> bool:
        """Hides one more. Returns whether it was not known yet."""
        return self.learn_all([value])

    def learn_all(self, values: Iterable[str]) -> bool:
        """Hides some more. Returns whether one of them was not known yet."""
        known = len(self.findable) + len(self._short)
        for value in map(str.strip, values):
            (self.findable if len(value) >= MIN_CHARS else self._short).update({value} - {""})
        if known == len(self.findable) + len(self._short):
            return False
        self._masker = Masker(self.findable)
        return True

    def has_short(self, text: str) -> bool:
        """Whether one that is too short to be taken out is in a text."""
        return any(one in text for one in self._short)

    def is_in_name(self, name: str) -> bool:
        """Whether the name of a file may have a part of one: browsers replace what names cannot have."""
        words = (word for value in self.findable for word in re.findall(rf"[^\W_]{{{MIN_CHARS},}}", value))
        return self.is_in(name) or any(word in name for word in words)

    def is_in(self, text: str) -> bool:
        """Whether a text has one of them."""
        return self.has_short(text) or self._masker.is_in(text)

    def text(self, text: str) -> str:
        return MASK if self.has_short(text) else self._masker.text(text)

    def value(self, value: Any) -> Any:
        """JSON without them. Names of fields are texts, too, as pages give them."""
        if self.is_empty:
            return value
        match value:
            case str():
                return self.text(value)
            case dict():
                return {self.text(str(name)): self.value(one) for name, one in value.items()}
            case list() | tuple():
                return [self.value(one) for one in value]
            case int() | float() if not isinstance(value, bool):
                return MASK if any(self.is_in(one) for one in _written(value)) else value
        return value

    def of_json(self, data: bytes) -> bytes:
        """A file of JSON without them."""
        return json.dumps(self.value(json.loads(data)), ensure_ascii=False).encode(errors="replace")

    def of_bytes(self, data: bytes) -> bytes:
        """A file of whatever kind. What is too short cannot be taken out of one that is no text."""
        text = data.decode(errors="surrogateescape")
        is_text = "\0" not in text and not any("\udc80" <= char <= "\udcff" for char in text[:1024])
        return MASK.encode() if is_text and self.has_short(text) else self._masker.bytes(data)

    def of_pdf(self, data: bytes) -> bytes:
        """A PDF, in which all keeps its place: its title and its links have them as they are."""
        text = self._masker.wide.out_of(data).decode(errors="surrogateescape")
        return self._masker.text(text, lambda length: "*" * length).encode(errors="surrogateescape")


FORMS: Mapping[str, Callable[[Hider, bytes], bytes]] = {
    "json": Hider.of_json,
    "bytes": Hider.of_bytes,
    "pdf": Hider.of_pdf,
}
"""How files are looked through."""


def _hex(data: bytes, way: Callable[[str], str]) -> bytes:
    return way(data.hex()).encode()


def _as_one(run: re.Match[str]) -> str:
    if run[0][0] == "\\":
        return "\\"
    return "\n" if "\n" in run[0] or "\r" in run[0] else " "


def _written(number: float) -> set[str]:
    """A number as JSON has it, and without an exponent."""
    return {repr(number), f"{number:.17g}"}


def _branches(tree: dict[str, Any]) -> str:
    """A pattern of what stands in a tree, the longer ones first."""
    branches = [f"{form}{_branches(rest)}" for form, rest in sorted(tree.items(), key=lambda one: not one[1])]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""


def _end(value: str, text: str, at: int) -> int:
    """Where in a text a value ends that begins at `at`, or where the text leaves it. All ways are followed at once:
    %2541 may be %41 in a URL, or itself.
    """
    ends = {at}
    for char in value:
        found = {one.end() for way in _ways(char) for at in ends if (one := way.match(text, at))}
        if not found:
            break
        ends = found
    return max(ends)


@lru_cache(maxsize=4096)
def _ways(char: str) -> Sequence[re.Pattern[str]]:
    """Patterns of a character, of which each finds one end."""
    return [re.compile(form, re.IGNORECASE if _is_written(char) else 0) for form in _forms(char)]


@lru_cache(maxsize=4096)
def _any_form(char: str) -> str:
    forms = "|".join(_forms(char))
    return f"(?i:{forms})" if _is_written(char) else forms


def _is_written(char: str) -> bool:
    """Whether a character is ever written as others."""
    return not (char.isascii() and char.isalnum())


def _forms(char: str) -> list[str]:
    """Patterns of all ways to write a character: as it is, in JSON and scripts, in URLs and forms, in HTML, also twice
    over. Their repetitions end or give nothing back, lest a text be able to make us search for ever. Those of groups
    are atomic, not possessive: before 3.11.5, Python lost its place in a possessive one that matches in part.
    """
    if not _is_written(char):
        return [char]
    plus, more = "".join(_percent(b"+")), "{2,}"
    if char == "\n":
        # A field of one line shows it as a blank, which a form writes as a plus.
        blanks = rf"(?:{_END}|{_BLANK})*"
        return [rf"(?>{blanks})", rf"(?>{blanks}(?:\+|{plus})(?:{_END}|{_BLANK}|\+|{plus})*)"]
    if char == " ":
        # One or more, apart: two ways for the same text would make the search long.
        return [
            f"(?:{_END}|{_BLANK})",
            f"(?>(?:{_END}|{_BLANK}){more})",
            r"\+",
            rf"(?>\+{more})",
            plus,
            f"(?>(?:{plus}){more})",
        ]
    if char == "\\":
        return [r"(?<!\\)\\++", r"(?>(?:%(?>(?:25)*)5[Cc]){1,64})", r"(?>(?:&#92;){1,64})"]
    code = ord(char)
    forms = [
        rf"(?>(?:{_SLASHES})?){re.escape(char)}",
        "".join(rf"{_SLASHES}u{unit:04x}" for unit in memoryview(char.encode("utf-16", "surrogatepass")[2:]).cast("H")),
        *_percent(char.encode(errors="surrogatepass")),
        rf"&(?:amp;)*#(?:0*{code}|x0*{code:x});",
        *([rf"&(?:amp;)*{name};"] if (name := _HTML_NAMES.get(code)) else []),
    ]
    if char == "&":
        forms += ["&" + times * "amp;" for times in _TIMES]
    if char.isspace():
        forms.append(" ")
    if code <= 0xFF:  # noqa: PLR2004 - in Latin-1, which old pages are written in
        forms += [rf"{_SLASHES}x{code:02x}", *_percent(bytes([code])), re.escape(chr(0xDC00 + code))]
    return [f"(?>(?:{'|'.join(forms)})?)"] if char in _UNSEEN else forms


def _percent(data: bytes) -> list[str]:
    if data == b"%":
        return ["%" + times * "25" for times in _TIMES]
    return ["".join(f"%(?>(?:25)*){byte:02x}" for byte in data)]


def _base64_forms(data: bytes) -> Iterator[str]:
    """What is in every base64 of something with the data in it, by where in three bytes they begin."""
    for before in range(3):
        first, last = -(-8 * before // 6), 8 * (before + len(data)) // 6
        if last - first >= MIN_CHARS:
            yield from (encode(bytes(before) + data).decode()[first:last] for encode in (b64encode, urlsafe_b64encode))


def rewrite(path: Path, masker: Masker) -> None:
    """Takes the values out of a recording. Raises MemoryError when it is too large."""
    masked = path.with_suffix(".masked")
    if path.suffix == ".zip":
        _rewrite_trace(path, masked, masker)
    elif path.suffix == ".har":
        masked.write_text(json.dumps(masker.json(json.loads(path.read_bytes()))))
    else:
        with path.open("rb") as lines, masked.open("wb") as kept:
            kept.writelines(_lines(lines, masker))
    masked.replace(path)


def _rewrite_trace(path: Path, masked: Path, masker: Masker) -> None:
    """A trace is a ZIP of logs, which are lines of JSON, and of what pages have loaded."""
    with ZipFile(path) as trace, ZipFile(masked, "w", ZIP_DEFLATED) as kept:
        for entry in trace.infolist():
            if entry.file_size > MAX_ENTRY_BYTES:
                raise MemoryError
            with trace.open(entry) as data, kept.open(masker.text(entry.filename), "w", force_zip64=True) as place:
                if entry.filename.startswith("resources/"):
                    place.write(masker.bytes(data.read()))
                else:
                    for line in _lines(data, masker):
                        place.write(line)


def _lines(lines: Iterable[bytes], masker: Masker) -> Iterator[bytes]:
    for line in lines:
        try:
            yield json.dumps(masker.json(json.loads(line))).encode() + b"\n"
        except ValueError:
            yield masker.bytes(line)


def main() -> int:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    try:
        if sys.argv[1:]:
            rewrite(Path(sys.argv[1]), Masker(json.load(sys.stdin)))
        else:
            form, *values = json.loads(sys.stdin.buffer.readline())
            sys.stdout.buffer.write(FORMS[form](Hider(values), sys.stdin.buffer.read()))
    except (MemoryError, RecursionError):
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())
