"""The one version, pyproject.toml's, in the packages of all languages."""

import re
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parent.parent

_PLACES = [
    # a file, and the text right before the version in it
    ("gen/go/tabwright/version.go", 'Version = "'),
    ("docs/quickstart-java.md", "<artifactId>tabwright</artifactId>\n      <version>"),
    ("gen/java/pom.xml", "<artifactId>tabwright</artifactId>\n  <version>"),
    ("gen/java/src/main/java/dev/tabwright/Version.java", 'VERSION = "'),
    ("gen/python/tabwright/version.py", '__version__ = "'),
    ("gen/typescript/package.json", '"name": "tabwright",\n  "version": "'),
    ("gen/typescript/src/version.ts", 'VERSION = "'),
    ("pyproject.toml", '"tabwright-sdk=='),
    ("package-lock.json", '"gen/typescript": {\n      "name": "tabwright",\n      "version": "'),
]


def current() -> str:
    """The version of all packages."""
    version: str = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]["version"]
    return version


def write() -> None:
    """Raises LookupError where a file does not have its text once."""
    version = current()
    for name, before in _PLACES:
        file = _ROOT / name
        old = file.read_text()
        text, count = re.subn(f'({re.escape(before)})[^"<\\s]+', rf"\g<1>{version}", old)
        if count != 1:
            raise LookupError(f"{name} must have a version after {before!r} once, and has {count}")
        if text != old:  # make looks at the time
            file.write_text(text)
