"""WorkerService: the workers that run jobs."""

from tabwright.v1.worker_pb2 import WorkerStats
from tabwright.v1.worker_service_pb2 import GetWorkerStatsRequest, ListWorkersRequest, ListWorkersResponse
from tabwright.v1.worker_service_pb2_grpc import WorkerServiceServicer

from server.calls.around import Context
from server.calls.caller import current
from server.convert import job as convert
from store.database.connection import Database
from store.queue import workers


class WorkerService(WorkerServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListWorkers(self, request: ListWorkersRequest, context: Context) -> ListWorkersResponse:
        caller = current()
        found = await workers.list_workers(self._database, None if caller.is_admin else caller.client_id)
        return ListWorkersResponse(data=[convert.worker_message(worker) for worker in found])

    async def GetWorkerStats(self, request: GetWorkerStatsRequest, context: Context) -> WorkerStats:
        return convert.worker_stats_message(
            await workers.totals(self._database), await workers.browser_type_stats(self._database)
        )
