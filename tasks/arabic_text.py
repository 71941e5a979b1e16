"""What Arabic pages write in ways of their own, letter by letter: digits and signs, and letters that are written in
several ways.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_DIGITS = {base + number: str(number) for base in (0x0660, 0x06F0) for number in range(10)}
"""Arabic-Indic digits, and the extended ones of Persian and Urdu."""
_POINT = re.compile("(?<=[0-9])\u066b(?=[0-9])")
_THOUSANDS = re.compile("(?<=[0-9])\u066c(?=[0-9])")
_PERCENT = re.compile("(?<=[0-9])\u066a")

_UNREAD = re.compile(
    "[\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
)
"""What lengthens letters, says their vowels, or turns the direction of the text."""
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),  # alef with whatever is on it
        **dict.fromkeys("\u0649\u06cc", "\u064a"),  # yeh, as Egypt and Persia write it
        "\u0629": "\u0647",  # teh marbuta, heh
        "\u06a9": "\u0643",  # kaf
        **{chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)},
        **dict.fromkeys("\u2018\u2019\u02bf\u02bb\u02bc`", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013", "-"),
        **dict.fromkeys("\u00a0\u202f\n\t", " "),
    }
)


def ascii_digits(text: str) -> str:
    """The text with Arabic-Indic digits, and the separators and the percent sign between and behind them, as ASCII has
    them: one character for each, so that it stays as long as it was.
    """
    text = text.translate(_DIGITS)
    return _PERCENT.sub("%", _THOUSANDS.sub(",", _POINT.sub(".", text)))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in which what is read alike is written alike."""

    text: str
    """It, with ASCII digits, small Latin letters, one letter for all that sound alike, and without what is not read."""
    shown: str
    """The text itself, with ASCII digits."""
    _places: list[int]

    @classmethod
    def of(cls, text: str) -> "Folded":
        shown = ascii_digits(text)
        folded: list[str] = []
        places: list[int] = []
        for place, char in enumerate(shown):
            alike = char if char.isascii() else _alike(char)
            folded.append(alike)
            places.extend([place] * len(alike))
        return cls("".join(folded).translate(_ALIKE), shown, places)

    def as_shown(self, match: re.Match[str]) -> str:
        """What a match in `text` is in the text itself."""
        start, end = self._places[match.start()], self._places[match.end() - 1] + 1
        if unread := _UNREAD.match(self.shown, end):
            end = unread.end()
        return _UNREAD_AT_ENDS.sub("", " ".join(self.shown[start:end].split()))


_UNREAD_AT_ENDS = re.compile("^[\u200b-\u200f\u202a-\u202e\u2066-\u2069]+|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]+$")


@cache
def _alike(char: str) -> str:
    """A character as it is usually written: of its forms at the beginning or the end of words, the one that stands for
    all. "": it is not read.
    """
    return "" if _UNREAD.match(char) else unicodedata.normalize("NFKC", char)
