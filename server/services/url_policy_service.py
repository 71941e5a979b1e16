"""UrlPolicyService: the rules on which URLs jobs may open."""

from uuid import UUID

from google.protobuf.empty_pb2 import Empty
from tabwright.v1.url_policy_pb2 import UrlPolicy
from tabwright.v1.url_policy_service_pb2 import (
    CreateUrlPolicyRequest,
    DeleteUrlPolicyRequest,
    GetUrlPolicyRequest,
    ListUrlPoliciesRequest,
    ListUrlPoliciesResponse,
    UpdateUrlPolicyRequest,
)
from tabwright.v1.url_policy_service_pb2_grpc import UrlPolicyServiceServicer

from server.calls.around import Context
from server.calls.caller import current, require_admin
from server.calls.lanes import Lanes
from server.convert import page_token
from server.convert import url_policy as convert
from store.database.connection import Database
from store.job import new_id
from store.urls import url_policies
from store.urls.url_policies import RuleBook

DEFAULT_LIMIT = 20


class UrlPolicyService(UrlPolicyServiceServicer):
    def __init__(self, database: Database, rule_book: RuleBook, lanes: Lanes) -> None:
        self._database = database
        self._rule_book = rule_book
        self._lanes = lanes

    async def ListUrlPolicies(self, request: ListUrlPoliciesRequest, context: Context) -> ListUrlPoliciesResponse:
        caller, limit = current(), request.limit or DEFAULT_LIMIT
        page = await url_policies.list_policies(
            self._database,
            caller.client_id,
            with_global=caller.is_admin,
            after=page_token.decode(request.page_token, UUID, of="policies") if request.page_token else None,
            limit=limit,
        )
        next_page_token = page_token.encode(page[-1].id, of="policies") if page.more else ""
        return await self._lanes.run(
            sum(policy.size_bytes for policy in page),
            lambda: ListUrlPoliciesResponse(
                data=map(convert.url_policy_message, page), next_page_token=next_page_token
            ),
        )

    async def GetUrlPolicy(self, request: GetUrlPolicyRequest, context: Context) -> UrlPolicy:
        caller = current()
        return convert.url_policy_message(
            await url_policies.get_policy(
                self._database, caller.client_id, UUID(request.id), with_global=caller.is_admin
            )
        )

    async def CreateUrlPolicy(self, request: CreateUrlPolicyRequest, context: Context) -> UrlPolicy:
        if request.is_global:
            require_admin()
        owner = None if request.is_global else current().client_id
        policy = await url_policies.create_policy(self._database, owner, new_id(), convert.new_values(request))
        self._rule_book.forget(current().client_id)
        await context.send_initial_metadata((("x-http-code", "201"), ("location", f"/api/v1/policies/{policy.id}")))
        return convert.url_policy_message(policy)

    async def UpdateUrlPolicy(self, request: UpdateUrlPolicyRequest, context: Context) -> UrlPolicy:
        caller = current()
        policy = await url_policies.update_policy(
            self._database,
            caller.client_id,
            UUID(request.id),
            convert.changed_values(request),
            with_global=caller.is_admin,
        )
        self._rule_book.forget(caller.client_id)
        return convert.url_policy_message(policy)

    async def DeleteUrlPolicy(self, request: DeleteUrlPolicyRequest, context: Context) -> Empty:
        caller = current()
        await url_policies.delete_policy(
            self._database, caller.client_id, UUID(request.id), with_global=caller.is_admin
        )
        self._rule_book.forget(caller.client_id)
        return Empty()
