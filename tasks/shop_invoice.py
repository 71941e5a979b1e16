"""shop-invoice: the invoice of an order at the example shop, by what a ticket says of it."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated
from urllib.parse import quote

from pydantic import Field

from tasks.portal import Check, CheckFailed, PortalParameters, PortalTask
from tasks.task_type import Found, Json, Model, Readings, Shaped

_CURRENCIES = {"€": "EUR"}
_AMOUNT = re.compile(r"(?P<sign>\D{1,3}?)\s?(?P<number>[0-9,]{1,20}\.[0-9]{2})")


class Ticket(PortalParameters):
    """A ticket's details, and how to sign in."""

    shop: Annotated[
        str, Field(pattern=r"^https?://[^/?#@\s]+/?$", max_length=300, description="URL of the shop, without a path.")
    ]
    order: Annotated[
        str, Field(pattern="^QB-[0-9A-F]{4,20}$", description="Number of the order, such as QB-7A31F09C2E.")
    ]
    email: Annotated[
        str,
        Field(
            max_length=254,
            pattern=r"^[^@\s${}]+@[^@\s${}]+$",
            description="E-mail address that the order was made with.",
        ),
    ]
    password_secret: Annotated[
        str,
        Field(
            pattern="^[a-z0-9][a-z0-9_.-]{0,63}$",
            description="Name of the secret that is the customer's password; it must be for the shop's origin.",
        ),
    ] = "shop-password"  # noqa: S105 - its name
    total: Annotated[
        str | None,
        Field(
            pattern=r"^[0-9]{1,9}\.[0-9]{2}$",
            description="What the order comes to, such as 33.30, if the ticket says it: another total fails the job.",
        ),
    ] = None
    date: Annotated[
        str | None,
        Field(
            pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            description="Day of the order, such as 2026-09-03, if the ticket says it: another one fails the job.",
        ),
    ] = None


class Line(Model):
    """A line of an invoice."""

    item: str
    quantity: int | None
    price: str | None
    total: str


class Invoice(Model):
    """An invoice. Amounts are decimals, such as `33.30`."""

    order: str
    invoice_number: str
    date: str
    total: str
    currency: str | None
    lines: list[Line]
    pdf: Annotated[str, Field(description="File name of the job's artifact.")]
    signed_in: Annotated[bool, Field(description="Whether the job had to sign in, since its session did not do.")]


class ShopInvoice(PortalTask[Ticket]):
    """Fetches the invoice of an order from Quire & Bone, the shop that comes with Tabwright, as facts and as a PDF.

    It signs in only where its session does not do. It fails rather than fetch the invoice of another order, or one
    whose date or total is not what the ticket says.
    """

    name, version, title = "shop-invoice", 1, "Invoice of an order"
    Parameters, Result = Ticket, Invoice
    needs = ("secret shop-password",)
    is_repeatable = True

    def url(self, parameters: Ticket) -> str:
        return f"{parameters.shop.rstrip('/')}/invoices?order={quote(parameters.order)}"

    def account(self, parameters: Ticket) -> str:
        return parameters.email.lower()

    def signed_in(self, parameters: Ticket) -> Json:
        return {"target": ".customer", "hasText": parameters.email}

    def sign_in(self, parameters: Ticket) -> Sequence[Json]:
        return [
            {"action": "fill", "target": "E-mail", "getTargetBy": "getByLabel", "value": parameters.email},
            {
                "action": "fill",
                "target": "Password",
                "getTargetBy": "getByLabel",
                "secret": parameters.password_secret,
            },
            {
                "action": "click",
                "target": 'button[name="Sign in"]',
                "getTargetBy": "getByRole",
                "waitForNavigation": True,
            },
        ]

    def steps(self, parameters: Ticket) -> Sequence[Json]:
        row = {"target": "#invoices tbody tr", "hasText": parameters.order}
        opened = {"when": {"step": "open", "result": "ok"}}
        return [
            {"action": "click", "name": "open", "target": "#invoices a", "waitForNavigation": True, "when": row},
            {
                "action": "extract",
                "name": "facts",
                "extractors": [
                    {"name": "number", "selector": "#invoice-number"},
                    {"name": "order", "selector": "#invoice-order"},
                    {"name": "date", "selector": "#invoice-date", "attribute": "datetime"},
                    {"name": "total", "selector": "#invoice-total"},
                ],
                **opened,
            },
            {"action": "extract", "name": "lines", "target": "#invoice-lines", "format": "table", **opened},
            {
                "action": "download",
                "name": "invoice",
                "target": 'link[name="Download PDF"]',
                "getTargetBy": "getByRole",
                **opened,
            },
        ]

    def read(self, parameters: Ticket, read: Readings) -> Shaped:
        if read.was_skipped("open"):
            raise CheckFailed("order", f"the shop has no invoice of order {parameters.order} for {parameters.email}")
        facts = read.value("facts", {})
        currency, total = _amount(facts.get("total") or "")
        return Shaped.of(
            {
                "order": Found(facts.get("order"), "css"),
                "invoiceNumber": Found(facts.get("number"), "css"),
                "date": Found(facts.get("date"), "css"),
                "total": Found(total, "css"),
                "currency": None if currency is None else Found(currency, "css"),
                "lines": Found([_line(row) for row in read.value("lines", [])], "css"),
                "pdf": Found(read.artifact("invoice"), "role"),
                "signedIn": Found(self.has_signed_in(read), "role"),
            }
        )

    def checks(self, parameters: Ticket, result: Json) -> Iterator[Check]:
        yield Check("order", parameters.order, result["order"])
        yield Check("date", parameters.date, result["date"])
        yield Check("total", parameters.total, result["total"])


def _line(row: Json) -> Json:
    return {
        "item": row["Item"],
        "quantity": int(row["Quantity"]) if row["Quantity"] else None,
        "price": _amount(row["Price"])[1] if row["Price"] else None,
        "total": _amount(row["Total"])[1],
    }


def _amount(text: str) -> tuple[str | None, str]:
    """The currency of an amount such as `€1,234.50`, and its number. Raises CheckFailed."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise CheckFailed("amount", f"the shop shows {text[:50]!r}, which is no amount")
    return _CURRENCIES.get(found["sign"]), found["number"].replace(",", "")
