"""blockResources: lets the browser load no more resources of some types or from some URLs."""

from playwright.async_api import Route

from worker.actions import performs
from worker.step import Produced, Step


@performs("blockResources")
async def block_resources(step: Step) -> Produced | None:
    action, tabs = step.action, step.tabs
    types = frozenset(action.resource_types)

    async def by_type(route: Route) -> None:
        await (route.abort("blockedbyclient") if route.request.resource_type in types else route.fallback())

    async def by_url(route: Route) -> None:
        await (route.fallback() if route.request.is_navigation_request() else route.abort("blockedbyclient"))

    for pattern, handler in tabs.blocked:
        await tabs.context.unroute(pattern, handler)
    tabs.blocked = [*((pattern, by_url) for pattern in action.url_patterns), *([("**/*", by_type)] if types else [])]
    for pattern, handler in tabs.blocked:
        await tabs.context.route(pattern, handler)
    return None
