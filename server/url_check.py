"""Whether a job's URLs may be opened, before it is accepted. The worker asks again when pages go somewhere."""

from collections.abc import Iterator

from store.errors import UrlBlocked
from store.job import NewJob
from store.url_rules import UrlRules


def check(job: NewJob, rules: UrlRules, *, url_name: str, within: str = "") -> None:
    """Raises UrlBlocked, which names the request's field; `url_name` is what the client has called targetUrl, `within`
    what stands before all names.
    """
    for field, url in _urls(job, url_name):
        refusal = rules.refusal(url)
        if refusal is not None:
            raise UrlBlocked(within + field, refusal.rule, refusal.reason, refusal.policy_id)


def _urls(job: NewJob, url_name: str) -> Iterator[tuple[str, str]]:
    """The URLs that the job says itself that it opens."""
    yield url_name, job.target_url
    for index, action in enumerate(job.actions):
        if action["action"] in {"visit", "download"} and "url" in action:
            yield f"actions[{index}].url", action["url"]
