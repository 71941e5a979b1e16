"""Putting the values of parameters into the texts of a template, so that they stay values: in a URL they end no part of
it, in a selector no quotation, and nowhere do they become a reference or the name of a secret.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from store.references import literal, number_text
from tasks.places import Kind, Piece, Spot

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BEHIND_HOST = re.compile(r"[/?#]")
_HOST = re.compile(r"(?i:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){0,30})")
_PORT = re.compile(r":[0-9]{1,5}")
_STRIPPED = re.compile(r"[\\\t\r\n]")
"""What browsers leave out of a URL, or take for a slash."""
_DOTS = re.compile(r"(?:\.|%2e){1,2}", re.IGNORECASE)
_ENGINE = re.compile(r"(?:^|>>)\s*([A-Za-z_][\w:-]*)=")
_BARE = re.compile(r"[\w.-]*")
_MARK = re.compile(r"\$\{")
_SECRET = re.compile(r"\$\{(?:secret|totp):")

Parts = Sequence[tuple[Piece, str]]
"""What a text consists of, each part with its text: of a placeholder that of its value."""


class Misfit(ValueError):
    """A value cannot stand in its place."""

    def __init__(self, piece: Piece, message: str) -> None:
        super().__init__(message)
        self.piece = piece


def template_fault(spot: Spot, parts: Sequence[Piece]) -> str | None:
    """Why a text with placeholders cannot be a template, whatever their values are."""
    if is_whole(parts):
        return None
    match spot.kind:
        case Kind.WHOLE:
            return "a parameter must be the whole of it here"
        case Kind.URL:
            return _url_template_fault(parts)
        case Kind.SELECTOR:
            return _selector_template_fault(spot, parts)
    return None


def is_whole(parts: Sequence[Piece]) -> bool:
    """Whether a text is nothing but one placeholder."""
    return len(parts) == 1 and parts[0].steps is not None


def fitted(spot: Spot, parts: Sequence[Piece], value_of: Callable[[Piece], Any], *, is_read: bool) -> str:
    """A text with the values of its placeholders. `is_read`: whether the job has names, so that `${name}` is looked
    for. Raises Misfit.
    """
    values = [(one, value_of(one)) if one.steps is not None else (one, one.text) for one in parts]
    match spot.kind:
        case Kind.URL:
            texts = _in_url(values)
        case Kind.SELECTOR:
            texts = _in_selector(spot, values)
        case _:
            texts = [(one, _text(one, value)) for one, value in values]
    return kept_apart(spot, texts, is_read=is_read)


def as_text(value: float | str) -> str:
    """A text, a number or a truth value as a text."""
    return value if isinstance(value, str) else number_text(value)


def _text(piece: Piece, value: Any) -> str:
    match value:
        case None:
            raise Misfit(piece, "is null, and stands in a text")
        case list():
            raise Misfit(piece, "is a list, and stands in a text: name a text or a number in it")
        case dict():
            raise Misfit(piece, "is an object, and stands in a text: name a text or a number in it")
    return as_text(value)


def kept_apart(spot: Spot, texts: Parts, *, is_read: bool) -> str:
    """The text that parts make, in which nothing that values take part in means more than itself."""
    text = "".join(one for _, one in texts)
    looks = spot.in_action and is_read
    if not (looks or spot.has_secrets) or "${" not in text:
        return text
    if len(texts) == 1 and texts[0][0].steps is not None:  # nothing but a value, which may be long
        text = literal(text) if looks else text
        return re.sub(r"(?=\$\{(?:secret|totp):)", "$", text) if spot.has_secrets else text
    spans, end = [], 0
    for piece, one in texts:
        if piece.steps is not None or piece.is_literal:
            spans.append((end, end + len(one), piece))
        end += len(one)
    changed: list[str] = []
    done, at, close = 0, 0, -1
    for mark in _MARK.finditer(text):
        start = mark.start()
        if close < start:
            close = text.find("}", start)
            close = len(text) if close < 0 else close
        while at < len(spans) and spans[at][1] <= start and not spans[at][0] == spans[at][1] > start:
            at += 1
        if at < len(spans) and spans[at][0] <= close:
            dollars = looks + (spot.has_secrets and _SECRET.match(text, start) is not None)
            changed += [text[done:start], "$" * dollars]
            done = start
        elif at and spans[at - 1][1] == start and text[start - 1] == "$":
            raise Misfit(spans[at - 1][2], "ends with $ before ${, which would change what that means")
    return "".join(changed) + text[done:]


def _url_template_fault(parts: Sequence[Piece]) -> str | None:
    if _STRIPPED.search("".join(one.text for one in parts if one.steps is None)):
        return "must contain neither a backslash nor a tab or a line break beside a parameter"
    first = next(index for index, one in enumerate(parts) if one.steps is not None)
    prefix = "".join(one.text for one in parts[:first])
    scheme = SCHEME.match(prefix)
    if scheme is None:
        if prefix and not prefix.startswith("//"):
            return None
        return "a parameter must be the whole URL, or its host, or stand behind the host"
    if scheme[0].lower() not in ("http:", "https:") or not prefix.startswith("//", scheme.end()):
        return "must begin with http:// or https://"
    written = prefix[scheme.end() + 2 :]
    if written and not _BEHIND_HOST.search(written):
        return "a parameter must not continue the host: put a / before it"
    return None if written else _host_template_fault(parts[first + 1 :])


def _host_template_fault(behind: Sequence[Piece]) -> str | None:
    """Of a URL whose host begins with a parameter, by what stands behind that."""
    host = ""
    for one in behind:
        written, *rest = _BEHIND_HOST.split(one.text, maxsplit=1) if one.steps is None else ("$",)
        host += written
        if rest:
            break
    if not host or (host.startswith((".", ":")) and not re.search(r"[$@]", host)):
        return None
    return "behind a parameter the host must go on with a dot or a port, and have no other parameter"


def _in_url(values: Sequence[tuple[Piece, Any]]) -> list[tuple[Piece, str]]:
    """Each value is a host, as the template has it, or within one part of a path, a query or a fragment."""
    texts: list[tuple[Piece, str]] = []
    before = shape = ""
    for index, (piece, value) in enumerate(values):
        if piece.steps is None:
            text = same = piece.text
        elif SCHEME.match(before) and before.endswith("://"):
            follows = values[index + 1][0].text if index + 1 < len(values) else "/"
            text, same = _host(piece, _text(piece, value), is_all=bool(_BEHIND_HOST.match(follows))), "x"
        else:
            text, same = quote(_text(piece, value), safe="", errors="replace"), "x"
        texts.append((piece, text))
        before, shape = before + text, shape + same
    if len(_dots(before)) != len(_dots(shape)):
        raise Misfit(_placeholder(texts, "."), 'makes ".." or "." a part of a path, which would lead elsewhere')
    if before.startswith("//"):
        raise Misfit(_placeholder(texts, ""), "is empty, and would make what follows a host")
    return texts


def _placeholder(texts: Parts, wanted: str) -> Piece:
    """The placeholder that is to blame: the first one whose value has what is wanted in it, or is empty."""
    there = [(piece, text) for piece, text in texts if piece.steps is not None]
    return next((piece for piece, text in there if (wanted in text if wanted else not text)), there[0][0])


def _host(piece: Piece, value: str, *, is_all: bool) -> str:
    host = value
    if is_all and (port := _PORT.search(value)) and port.end() == len(value):
        host = value[: port.start()]
    if not _HOST.fullmatch(host):
        raise Misfit(piece, f"must be {'a host' if is_all else 'a part of a host'} here, such as www.example.com")
    return value


def _dots(url: str) -> list[str]:
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    return [one for one in path.split("/") if _DOTS.fullmatch(one)]


def _selector_template_fault(spot: Spot, parts: Sequence[Piece]) -> str | None:
    if spot.get_target_by != "getBySelector":
        return None
    written = "".join(one.text for one in parts if one.steps is None)
    for engine in _ENGINE.findall(written):
        if engine not in ("css", "xpath", "nth", "visible"):
            return f"a parameter cannot stand in {engine}=: say with getTargetBy how it is found"
    return None


def _in_selector(spot: Spot, values: Sequence[tuple[Piece, Any]]) -> list[tuple[Piece, str]]:
    texts: list[tuple[Piece, str]] = []
    before = ""
    by = spot.get_target_by
    if by == "getBySelector":
        written = "".join(piece.text for piece, _ in values if piece.steps is None).lstrip()
        is_xpath = written.startswith(("//", "..", "(", "xpath=")) or re.search(r">>\s*(?:xpath=|//|\.\.)", written)
        by = "getByXPath" if is_xpath else "getByCss"
    for piece, value in values:
        if piece.steps is None:
            text = piece.text
        elif by == "getByCss":
            text = _css(piece, value)
        elif by == "getByXPath":
            text = _quoted(piece, _text(piece, value), _quote(before, escapes=False), escapes=False)
        elif by == "getByRole":
            text = _quoted(piece, _text(piece, value), _quote(before, escapes=True), escapes=True)
        else:
            text = _text(piece, value)
        texts.append((piece, text))
        before += text if piece.steps is None else "x"
    return texts


def _css(piece: Piece, value: Any) -> str:
    """A value that stands for itself in a string of CSS as well as in a name."""
    text = _text(piece, value)
    if not isinstance(value, str):
        return text
    plain = re.compile(r"[A-Za-z_\u00a0-\U0010ffff]")
    inside = re.compile(r"[A-Za-z0-9_\u00a0-\U0010ffff-]")
    return "".join(
        one if (inside if index else plain).match(one) else f"\\{ord(one):x} " for index, one in enumerate(text)
    )


def _quoted(piece: Piece, text: str, mark: str, *, escapes: bool) -> str:
    if not mark:
        if _BARE.fullmatch(text):
            return text
        raise Misfit(piece, "may have only letters, digits and _ . - outside of quotation marks")
    if escapes:
        return re.sub(r"[\\\"']", r"\\\g<0>", text)
    if mark in text:
        raise Misfit(piece, f"has a {mark}, which ends the text that it stands in")
    return text


def _quote(before: str, *, escapes: bool) -> str:
    """The quotation mark that is open at the end of a text; "" where none is."""
    is_open = ""
    if escapes:
        before = re.sub(r"\\.", "", before)
    for one in before:
        if one in "\"'" and is_open in ("", one):
            is_open = "" if is_open else one
    return is_open
