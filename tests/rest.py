"""HTTP clients of a gateway."""

import asyncio
import ssl
from typing import Any

import httpx

_PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For all of them: to load the machine's certificates takes each client 50 ms, and no gateway of a test has one."""


def open_rest(url: str = "", key: str | None = None, *, timeout: float = 60, **options: Any) -> httpx.AsyncClient:
    """A client of the API at a URL, whose calls are those of the key's holder."""
    headers = {"X-API-Key": key} if key else {}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=timeout, verify=_PLAIN, **options)


async def until_jobs_are_taken(rest: httpx.AsyncClient) -> None:
    """Waits until the service level is not any more that of a part which has died."""
    while (await rest.get("/fallback/service-level")).json()["level"] == "emergency":  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.2)
