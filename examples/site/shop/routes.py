"""Which page answers which request."""

import re
from collections.abc import Callable
from http import HTTPStatus

from shop import account, assets, browsing, invoicing, ordering
from shop.shop import Shop
from shop.web import NotFound, Request, Response

ROUTES: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("GET", "/", browsing.home),
    ("GET", "/products", browsing.products),
    ("GET", "/api/products", browsing.products_api),
    ("GET", "/login", account.sign_in_form),
    ("POST", "/login", account.sign_in),
    ("POST", "/logout", account.sign_out),
    ("GET", "/order", ordering.order_form),
    ("POST", "/order", ordering.place_order),
    ("GET", "/orders/([^/]+)", ordering.order_page),
    ("GET", "/api/orders/([^/]+)", ordering.order_api),
    ("GET", "/invoices", invoicing.invoices),
    ("GET", r"/invoices/([^/]+)\.pdf", invoicing.invoice_pdf),
    ("GET", "/invoices/([^/]+)", invoicing.invoice_page),
    ("GET", "/static/([^/]+)", assets.asset),
)
"""Method, pattern of the path, and who answers; what the pattern's groups match are its arguments."""


def answer(shop: Shop, request: Request) -> Response:
    """The response to any request; for what is not there, the page that says so."""
    matches = [
        (method, view, match)
        for method, path, view in ROUTES
        if (match := re.fullmatch(path, request.path)) is not None
    ]
    try:
        for method, view, match in matches:
            if method == request.method:
                return view(shop, request, *match.groups())
    except NotFound:
        matches = []
    if matches:
        allowed = ", ".join(method for method, _, _ in matches)
        return Response(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": allowed})
    return browsing.not_found(shop, request)
