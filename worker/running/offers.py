"""Which browser types this worker takes jobs of."""

from collections.abc import Mapping

import structlog

from store import metrics
from store.database.connection import Database
from store.queue.browsers import BrowserType, list_browser_types
from worker.browsers.browsers import Browsers

log = structlog.get_logger()


class Offers:
    """The browser types whose engine can be launched here, as they were when they were last looked up.

    Inactive ones too: jobs that were accepted before still run.
    """

    def __init__(self, database: Database, browsers: Browsers) -> None:
        self._database = database
        self._browsers = browsers
        self._told: dict[int, tuple[str, dict[str, str]] | None] = {}
        self._known: Mapping[int, BrowserType] = {}

    @property
    def browser_types(self) -> Mapping[int, BrowserType]:
        """By id, those whose pages open: one whose browser cannot be launched any more would fail job after job."""
        return {key: one for key, one in self._known.items() if self._browsers.opens(one.type)}

    async def refresh(self) -> None:
        """Looks the browser types up, and says of each whether it is offered, or why not, when that is new.

        Raises DatabaseUnavailable.
        """
        found = await list_browser_types(self._database)
        told = {one.id: self._news(one) for one in found}
        for browser_type_id, news in told.items():
            if news is not None and news != self._told.get(browser_type_id):
                log.info(news[0], **news[1])
        self._told = told
        metrics.know_browser_types({one.id: one.name for one in found})
        self._known = {one.id: one for one in found if one.type in self._browsers.engines}

    def _news(self, browser_type: BrowserType) -> tuple[str, dict[str, str]] | None:
        """What to say of a browser type. None: that is not known yet."""
        name, engine = browser_type.name, self._browsers.engines.get(browser_type.type)
        if engine is not None:
            return "worker.offers", {"browser_type": name, "executable": str(engine)}
        if browser_type.type in self._browsers.lacking:
            return "worker.lacks", {"browser_type": name, "reason": self._browsers.lacking[browser_type.type]}
        return None
