"""Whether a job's URLs may be opened, before it is accepted. The worker asks again when pages go somewhere."""

from collections.abc import Iterator

from store import references
from store.action_tree import walk
from store.address import proxy_url
from store.errors import UrlBlocked
from store.job import NewJob
from store.urls.url_rules import UrlRules


def check(job: NewJob, rules: UrlRules, *, url_name: str, base_name: str, within: str = "") -> None:
    """Raises UrlBlocked, which names the request's field; `url_name` is what the client has called targetUrl,
    `base_name` what it has called baseUrl, `within` what stands before all names.
    """
    for field, url in _urls(job, url_name, base_name):
        check_url(url, rules, within + field)


def check_url(url: str, rules: UrlRules, field: str) -> None:
    """Raises UrlBlocked, which names the request's field."""
    refusal = rules.refusal(url)
    if refusal is not None:
        raise UrlBlocked(field, refusal.rule, refusal.reason, refusal.policy_id)


def _urls(job: NewJob, url_name: str, base_name: str) -> Iterator[tuple[str, str]]:
    """The URLs that the job says itself that it opens, or asks us to."""
    if job.html is None:
        yield url_name, job.target_url
    if job.base_url is not None:
        yield base_name, job.base_url
    if job.webhook is not None:
        yield "webhook.url", job.webhook.url
    if "proxy" in job.options:
        yield "options.proxy.server", proxy_url(job.options["proxy"]["server"])
    has_references = bool(references.names(job.actions, has_profile="profile" in job.options))
    for path, action in walk(job.actions):
        if action["action"] in {"visit", "download"} and "url" in action:
            if has_references and references.references(action["url"]):
                continue  # the worker asks, when it knows what it is
            yield f"{path}.url", action["url"]
