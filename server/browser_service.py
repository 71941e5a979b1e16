"""BrowserService: the browser types that jobs can ask for."""

from tabwright.v1.browser_pb2 import BrowserType
from tabwright.v1.browser_service_pb2 import GetBrowserRequest, ListBrowsersRequest, ListBrowsersResponse
from tabwright.v1.browser_service_pb2_grpc import BrowserServiceServicer

from server import convert
from server.around import Context
from store import browsers
from store.database import Database


class BrowserService(BrowserServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListBrowsers(self, request: ListBrowsersRequest, context: Context) -> ListBrowsersResponse:
        browser_types = await browsers.list_browser_types(self._database)
        return ListBrowsersResponse(data=[convert.browser_type_message(one) for one in browser_types])

    async def GetBrowser(self, request: GetBrowserRequest, context: Context) -> BrowserType:
        return convert.browser_type_message(await browsers.get_browser_type(self._database, request.id))
