"""Texts that PostgreSQL takes."""

from psycopg.adapt import Buffer, Dumper

_REPLACEMENT = "\ufffd"


def storable(text: str) -> str:
    """A text without what PostgreSQL refuses, and what pages, browsers and files have nevertheless: NUL and lone
    surrogates become U+FFFD. What clients send is refused before.
    """
    return text.replace("\0", _REPLACEMENT).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Text(Dumper):
    """Writes any text, as storable has it: one that cannot be written would end the process that has it."""

    def dump(self, obj: str) -> Buffer:
        try:
            data = obj.encode()
        except UnicodeEncodeError:
            return storable(obj).encode()
        return data.replace(b"\0", _REPLACEMENT.encode())
