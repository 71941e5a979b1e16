"""BrowserService: the browser types that jobs can ask for."""

import structlog
from google.protobuf.empty_pb2 import Empty
from tabwright.v1.browser_pb2 import BrowserType
from tabwright.v1.browser_service_pb2 import (
    CreateBrowserRequest,
    DeleteBrowserRequest,
    GetBrowserRequest,
    ListBrowsersRequest,
    ListBrowsersResponse,
    PauseBrowserRequest,
    ResumeBrowserRequest,
    UpdateBrowserRequest,
)
from tabwright.v1.browser_service_pb2_grpc import BrowserServiceServicer

from server.calls.around import Context
from server.calls.caller import require_admin
from server.convert import browser as convert_browser
from store.database.connection import Database
from store.queue import browsers

log = structlog.get_logger()


class BrowserService(BrowserServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListBrowsers(self, request: ListBrowsersRequest, context: Context) -> ListBrowsersResponse:
        browser_types = await browsers.list_browser_types(self._database)
        return ListBrowsersResponse(data=[convert_browser.browser_type_message(one) for one in browser_types])

    async def GetBrowser(self, request: GetBrowserRequest, context: Context) -> BrowserType:
        return convert_browser.browser_type_message(await browsers.get_browser_type(self._database, request.id))

    async def CreateBrowser(self, request: CreateBrowserRequest, context: Context) -> BrowserType:
        require_admin()
        created = await browsers.create_browser_type(self._database, convert_browser.new_browser_type(request))
        log.info("browser_type.created", browser_type_id=created.id, name=created.name)
        await context.send_initial_metadata((("x-http-code", "201"), ("location", f"/api/v1/browsers/{created.id}")))
        return convert_browser.browser_type_message(created)

    async def UpdateBrowser(self, request: UpdateBrowserRequest, context: Context) -> BrowserType:
        require_admin()
        changes = convert_browser.browser_type_changes(request)
        updated = await browsers.update_browser_type(self._database, request.id, changes)
        log.info("browser_type.updated", browser_type_id=updated.id, fields=sorted(changes))
        return convert_browser.browser_type_message(updated)

    async def PauseBrowser(self, request: PauseBrowserRequest, context: Context) -> BrowserType:
        require_admin()
        paused = await browsers.pause_browser_type(self._database, request.id)
        log.info("browser_type.paused", browser_type_id=request.id)
        return convert_browser.browser_type_message(paused)

    async def ResumeBrowser(self, request: ResumeBrowserRequest, context: Context) -> BrowserType:
        require_admin()
        resumed = await browsers.resume_browser_type(self._database, request.id)
        log.info("browser_type.resumed", browser_type_id=request.id)
        return convert_browser.browser_type_message(resumed)

    async def DeleteBrowser(self, request: DeleteBrowserRequest, context: Context) -> Empty:
        require_admin()
        await browsers.delete_browser_type(self._database, request.id)
        log.info("browser_type.deleted", browser_type_id=request.id)
        return Empty()
