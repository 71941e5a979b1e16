"""The selector engines of our own. They are asked in a world of its own, where no script of a page sees them or can lie
to them, as it can to what page.evaluate runs. Each driver has them from its start.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

OPAQUE = "opaque"
"""An element finds itself with it when its document's origin is opaque, as those of sandboxed documents are, whatever
their URL.
"""
SIGHT = "sight"
"""Says what a page shows: see sight.js."""
LOOK = "look"
"""Says what is at a point of a page, or selected, for a person who acts there: see look.js."""

ENGINES = {
    OPAQUE: """({
    query: root => self.origin === 'null' ? root : null,
    queryAll: root => self.origin === 'null' ? [root] : [],
})""",
    SIGHT: Path(__file__).with_suffix(".js").read_text(),
    LOOK: Path(__file__).with_name("look.js").read_text(),
}


def sight(look: str, **given: Any) -> str:
    """The selector that asks for a look."""
    return f"{SIGHT}={quote(json.dumps({'look': look, **given}), safe='')}"
