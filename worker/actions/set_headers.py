"""setHeaders: sends more headers with every request of the tab."""

from worker.actions import performs
from worker.secrets import HEADER
from worker.step import Produced, Step


@performs("setHeaders")
async def set_headers(step: Step) -> Produced | None:
    bound = {name: await step.secrets.bound(value) for name, value in step.action.headers.items()}
    secret = {name: one for name, one in bound.items() if one.secrets}
    for one in secret.values():
        one.check_form(HEADER, "a header")
    if step.send_headers is not None:
        step.send_headers(secret)
    await step.page.set_extra_http_headers({name: one.text for name, one in bound.items() if not one.secrets})
    return None
