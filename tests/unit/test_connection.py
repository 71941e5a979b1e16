"""What a connection with a client certificate failed for."""

from types import SimpleNamespace
from typing import Any

import pytest

from worker.browsers.connection import check_certificate
from worker.failures import StepFailed

_TOLD = "Playwright client-certificate error: "


def answer(text: str, status: int = 503, content_type: str = "text/html") -> Any:
    async def body() -> str:
        return text

    return SimpleNamespace(status=status, headers={"content-type": content_type}, text=body)


@pytest.mark.parametrize(
    ("reason", "error_type"),
    [
        ("write EPROTO: ssl/tls alert bad certificate:SSL alert number 42 <br>", "AUTHENTICATION_FAILED"),
        ("Client network socket disconnected before secure TLS connection was established", "NETWORK_ERROR"),
        ("self-signed certificate", "TLS_FAILED"),
    ],
)
async def test_what_playwright_tells_in_a_sites_place_fails_the_visit(reason: str, error_type: str) -> None:
    with pytest.raises(StepFailed, match=r"client certificate failed: [\w ]+") as failed:
        await check_certificate(answer(_TOLD + reason))
    assert failed.value.error_type == error_type


async def test_what_a_site_says_itself_is_its_own() -> None:
    await check_certificate(answer("busy"))
    await check_certificate(answer(f"no {_TOLD}"))
    await check_certificate(answer(_TOLD, status=200))
    await check_certificate(answer(_TOLD, content_type="text/plain"))
