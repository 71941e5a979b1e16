"""Calls of the API by a tenant's key, for what a test needs to be there."""

from typing import Any

from tests.console.stack import Tenant
from tests.rest import open_rest


async def call(tenant: Tenant, method: str, path: str, body: object = None) -> Any:
    """The answer of a call that has to succeed."""
    async with open_rest(tenant.stack.url, tenant.key) as rest:
        answer = await rest.request(method, f"/api/v1/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()
