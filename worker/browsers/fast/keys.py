"""The keys of the usual keyboard, by the names that Playwright has for them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

MODIFIERS = ("Alt", "Control", "Meta", "Shift")
"""The bit of each in a mask is its place here."""
_KEYPAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a key means when it is pressed."""

    code: str
    """Its place on the keyboard."""
    key: str
    """What it means: a text of one character that it enters, or a name."""
    number: int
    """Windows' number of it."""
    text: str = ""
    """What it enters."""
    location: int = 0
    """1: on the left, 2: on the right, 3: among the digits beside."""
    shifted: "Key | None" = None
    """What it means when Shift is held; None: the same."""


_PAIRS = {  # each place, what it enters without Shift and with it, and its number
    "Backquote": ("`~", 192),
    "Minus": ("-_", 189),
    "Equal": ("=+", 187),
    "BracketLeft": ("[{", 219),
    "BracketRight": ("]}", 221),
    "Backslash": ("\\|", 220),
    "Semicolon": (";:", 186),
    "Quote": ("'\"", 222),
    "Comma": (",<", 188),
    "Period": (".>", 190),
    "Slash": ("/?", 191),
}
_ABOVE_DIGITS = ")!@#$%^&*("
_NAMED = {  # whose name is their meaning
    "Backspace": 8,
    "Tab": 9,
    "Pause": 19,
    "CapsLock": 20,
    "Escape": 27,
    "PageUp": 33,
    "PageDown": 34,
    "End": 35,
    "Home": 36,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "PrintScreen": 44,
    "Insert": 45,
    "Delete": 46,
    "ContextMenu": 93,
    "NumLock": 144,
    "ScrollLock": 145,
    "AudioVolumeMute": 173,
    "AudioVolumeDown": 174,
    "AudioVolumeUp": 175,
    "MediaTrackNext": 176,
    "MediaTrackPrevious": 177,
    "MediaPlayPause": 179,
    "AltGraph": 225,
    **{f"F{number}": 111 + number for number in range(1, 13)},
}
_HELD = {"Shift": (16, 16), "Control": (17, 17), "Alt": (18, 18), "Meta": (91, 92)}
"""The numbers of those on the left and on the right."""
_KEYPAD_MEANINGS = {  # without Shift, and with it the digit of the name
    "0": ("Insert", 45),
    "1": ("End", 35),
    "2": ("ArrowDown", 40),
    "3": ("PageDown", 34),
    "4": ("ArrowLeft", 37),
    "5": ("Clear", 12),
    "6": ("ArrowRight", 39),
    "7": ("Home", 36),
    "8": ("ArrowUp", 38),
    "9": ("PageUp", 33),
}
_KEYPAD_SIGNS = {"Divide": ("/", 111), "Multiply": ("*", 106), "Subtract": ("-", 109), "Add": ("+", 107)}


def key(name: str) -> Key | None:
    """The key of a name: its place, or what it means. None: there is none."""
    return _keys().get(name)


@cache
def _keys() -> dict[str, Key]:
    found: dict[str, Key] = {}
    for one in _all():
        found[one.code] = one
        if one.location:
            continue
        if len(one.key) == 1:
            found[one.key] = replace(one, shifted=None)
        if one.shifted is not None:
            found[one.shifted.key] = one.shifted
    found |= {name: found[f"{name}Left"] for name in _HELD}
    return found | dict.fromkeys("\n\r", found["Enter"])


def _all() -> Iterator[Key]:
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        yield _typed(f"Key{letter}", letter.lower(), letter, ord(letter))
    for digit, above in enumerate(_ABOVE_DIGITS):
        yield _typed(f"Digit{digit}", str(digit), above, ord("0") + digit)
    for code, (pair, number) in _PAIRS.items():
        yield _typed(code, pair[0], pair[1], number)
    for name, number in _NAMED.items():
        yield Key(code=name, key=name, number=number)
    for name, numbers in _HELD.items():
        for location, (side, number) in enumerate(zip(("Left", "Right"), numbers, strict=True), start=1):
            yield Key(code=f"{name}{side}", key=name, number=number, location=location)
    yield Key(code="Space", key=" ", number=32, text=" ")
    yield Key(code="Enter", key="Enter", number=13, text="\r")
    yield Key(code="NumpadEnter", key="Enter", number=13, text="\r", location=_KEYPAD)
    for sign, (name, number) in _KEYPAD_MEANINGS.items():
        yield _beside(f"Numpad{sign}", name, number, sign, 96 + int(sign))
    yield _beside("NumpadDecimal", "Delete", 46, ".", 110)
    for name, (sign, number) in _KEYPAD_SIGNS.items():
        yield Key(code=f"Numpad{name}", key=sign, number=number, text=sign, location=_KEYPAD)


def _typed(code: str, text: str, shifted: str, number: int) -> Key:
    above = Key(code=code, key=shifted, number=number, text=shifted)
    return Key(code=code, key=text, number=number, text=text, shifted=above)


def _beside(code: str, name: str, number: int, text: str, text_number: int) -> Key:
    above = Key(code=code, key=text, number=text_number, text=text, location=_KEYPAD)
    return Key(code=code, key=name, number=number, location=_KEYPAD, shifted=above)
