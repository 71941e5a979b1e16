"""Things to look at: jobs in every state, and one of everything else, made through the API of a running stack."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

Json = dict[str, Any]


class Sample:
    """What is made in one client, by its key."""

    def __init__(self, api: httpx.Client, shop: str) -> None:
        """`api` is at /api/v1 with a key, and `shop` the URL of the example shop, which jobs visit."""
        self._api = api
        self._shop = shop

    def fill(self) -> None:
        """Makes it all; what is there already is left as it is. Raises httpx.HTTPError."""
        if self._get("/schedules")["data"]:
            return
        self._others()
        self._jobs()

    def _jobs(self) -> None:
        far = (datetime.now(UTC) + timedelta(hours=6)).isoformat()
        products = f"{self._shop}products"
        picture: Json = {"action": "screenshot", "fullPage": True}
        ask: Json = {"action": "askHuman", "instructions": "Enter the code from the text message, and press Send."}
        lost: Json = {"action": "click", "target": "#pay-now", "timeoutMs": 2000}
        jobs: list[Json] = [
            *({"targetUrl": f"{self._shop}products?page={page}", "actions": [picture]} for page in range(1, 8)),
            {"targetUrl": products, "actions": [{"action": "extract", "target": "h1"}, {"action": "pdf"}]},
            {"targetUrl": products, "actions": [picture, lost], "maxRetries": 0, "labels": {"team": "shop"}},
            {"targetUrl": f"{self._shop}no-such-page", "actions": [lost], "maxRetries": 0},
            {"targetUrl": f"{self._shop}login", "actions": [ask | {"timeoutMs": 3_600_000}, picture]},
            {"targetUrl": products, "actions": [{"action": "wait", "timeoutMs": 600_000, "target": "#never"}],
             "timeoutMs": 900_000, "labels": {"team": "shop", "run": "17"}},
            {"targetUrl": products, "actions": [picture], "notBefore": far},
        ]  # fmt: skip
        made = self._post("/jobs/batch", {"jobs": jobs})["jobs"]
        gone = self._post("/jobs", {"targetUrl": products, "notBefore": far})
        self._api.delete(f"/jobs/{gone['jobId']}").raise_for_status()
        if len(made) != len(jobs):
            raise httpx.HTTPError("not all jobs were made")

    def _others(self) -> None:
        job: Json = {"targetUrl": f"{self._shop}products", "actions": [{"action": "screenshot"}]}
        every: Json = {"cron": "0 7 * * 1-5", "timeZone": "Europe/Berlin", "job": job}
        self._post("/schedules", every | {"name": "prices each morning"})
        hourly = self._post("/schedules", every | {"name": "stock each hour", "cron": "0 * * * *"})
        self._post(f"/schedules/{hourly['id']}/pause", {})
        events = ["job.completed", "job.failed"]
        self._post("/webhooks", {"url": f"{self._shop}no-such-hook", "events": events})
        origins = [self._shop.rstrip("/")]
        self._post("/secrets", {"name": "shop-password", "value": "bookbinder", "origins": origins})
        bank: Json = {"iban": "DE02120300000000202051"}
        self._put("/profiles/acme", {"data": {"company": "ACME GmbH", "bank": bank}})
        self._post("/policies", {"pattern": "*.tracker.example", "type": "blacklist"})
        for role in ("member", "viewer"):
            self._post("/users", {"email": f"{role}@example.com", "name": role.title(), "role": role})
        shot: Json = {"taskType": "website", "title": "Front page", "ticketDetails": {"url": self._shop}}
        self._post("/tasks", shot)

    def _get(self, path: str) -> Json:
        return self._answered(self._api.get(path))

    def _post(self, path: str, body: Json) -> Json:
        return self._answered(self._api.post(path, json=body))

    def _put(self, path: str, body: Json) -> Json:
        return self._answered(self._api.put(path, json=body))

    @staticmethod
    def _answered(answer: httpx.Response) -> Json:
        if answer.is_error:
            raise httpx.HTTPError(f"{answer.request.method} {answer.request.url}: {answer.text}")
        found: Json = answer.json()
        return found


def fill(gateway: str, key: str, shop: str) -> None:
    """Makes it through a gateway. Raises httpx.HTTPError."""
    with httpx.Client(base_url=f"{gateway}/api/v1", headers={"X-API-Key": key}, timeout=60) as api:
        Sample(api, shop).fill()
