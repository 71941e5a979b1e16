"""Pages, made of the templates."""

from functools import cache
from html import escape
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).parent.parent / "templates"


class Html(str):
    """Text that is markup already and goes into a page as it is. All other text is escaped."""

    __slots__ = ()


def render(template: str, **values: str) -> Html:
    """The template with its values, each escaped unless it is Html."""
    safe = {name: value if isinstance(value, Html) else escape(value) for name, value in values.items()}
    return Html(_template(template).substitute(safe))


def page(template: str, *, title: str, customer: str | None, **values: str) -> Html:
    """A whole page: the template within the frame that all pages share."""
    account = render("account_in", customer=customer) if customer else render("account_out")
    return render(
        "layout",
        title=title,
        illustrations=render("illustrations"),
        account=account,
        main=render(template, **values),
    )


def joined(parts: list[Html]) -> Html:
    return Html("\n".join(parts))


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / f"{name}.html").read_text(encoding="utf-8"))
