"""Home, the list of products, and pages that are not there."""

import time
from dataclasses import asdict
from http import HTTPStatus

from shop.money import euros
from shop.pages import page, render
from shop.shop import Shop
from shop.web import Request, Response, as_json, html

SEARCH_S = 0.15
"""How long a search takes, so that the list arrives after its page, as it does on the web."""


def home(shop: Shop, request: Request) -> Response:
    customer = shop.sessions.customer(request.session)
    search = render("search", q="")
    return html(page("home", title="Bookbinding supplies", customer=customer, search=search))


def products(shop: Shop, request: Request) -> Response:
    customer = shop.sessions.customer(request.session)
    search = render("search", q=request.query.get("q", ""))
    return html(page("products", title="Products", customer=customer, search=search))


def products_api(shop: Shop, request: Request) -> Response:
    time.sleep(SEARCH_S)
    found = shop.catalogue.search(request.query.get("q", ""))
    return as_json([asdict(product) | {"price": euros(product.price_cents)} for product in found])


def not_found(shop: Shop, request: Request) -> Response:
    customer = shop.sessions.customer(request.session)
    content = page("not_found", title="Page not found", customer=customer, path=request.path)
    return html(content, HTTPStatus.NOT_FOUND)
