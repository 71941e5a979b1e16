"""Settings for the processes that we start."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Sets environment variables for as long as it is entered."""
    with patch.dict(os.environ, variables):
        yield
