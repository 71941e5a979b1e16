"""`make gen` writes the version here: pyproject.toml's of the whole project."""

__version__ = "0.1.0"
