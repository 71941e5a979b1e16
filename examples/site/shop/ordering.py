"""The order form, and the page of an order."""

from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus

from shop.account import sign_in_first
from shop.catalogue import Catalogue
from shop.money import euros
from shop.order_form import FIELDS, GIFT_NOTE_LIMIT, Rejected, read_purchase
from shop.orders import DELIVERIES, Order
from shop.pages import Html, joined, page, render
from shop.shop import Shop
from shop.web import NotFound, Request, Response, as_json, html, see_other


def order_form(shop: Shop, request: Request) -> Response:
    """An empty form, for the product in the query or for any."""
    product = request.query.get("product")
    if product is not None and shop.catalogue.get(product) is None:
        raise NotFound
    customer = shop.sessions.customer(request.session)
    if customer is None:
        return sign_in_first(request)
    blank = {"product": product or "", "quantity": "1", "delivery": DELIVERIES[0].id}
    return html(_form(shop, customer, blank, {}))


def place_order(shop: Shop, request: Request) -> Response:
    customer = shop.sessions.customer(request.session)
    if customer is None:
        return sign_in_first(request)
    try:
        purchase = read_purchase(request.form, shop.catalogue)
    except Rejected as rejected:
        content = _form(shop, customer, request.form, rejected.messages)
        return html(content, HTTPStatus.UNPROCESSABLE_ENTITY)
    return see_other(f"/orders/{shop.orders.place(purchase, customer).id}")


def order_page(shop: Shop, request: Request, order_id: str) -> Response:
    order = _order(shop, order_id)
    wanted = order.purchase
    content = page(
        "order",
        title=f"Order {order.id}",
        customer=shop.sessions.customer(request.session),
        id=order.id,
        product_id=wanted.product.id,
        category=wanted.product.category,
        placed=f"{order.placed_at.day} {order.placed_at:%B %Y}",
        delivery=f"{wanted.delivery.name}, {wanted.delivery.takes}",
        gift_note=wanted.gift_note or "None",
    )
    return html(content)


def order_api(shop: Shop, _request: Request, order_id: str) -> Response:
    order = _order(shop, order_id)
    status = "confirmed" if order.is_confirmed else "confirming"
    return as_json({"id": order.id, "status": status, "lines": [asdict(line) for line in order.lines()]})


def _order(shop: Shop, order_id: str) -> Order:
    order = shop.orders.get(order_id)
    if order is None:
        raise NotFound
    return order


def _form(shop: Shop, customer: str, filled: Mapping[str, str], messages: Mapping[str, str]) -> Html:
    """The form with what was filled in, and beside each field what is wrong with it."""
    errors = {f"{name}_error": messages.get(name, "") for name in FIELDS}
    return page(
        "order_form",
        title="Order",
        customer=customer,
        products=_product_options(shop.catalogue, filled.get("product", "")),
        quantity=filled.get("quantity", ""),
        deliveries=_delivery_choices(filled.get("delivery", "")),
        gift_note=filled.get("gift_note", ""),
        gift_note_limit=str(GIFT_NOTE_LIMIT),
        terms_checked="checked" if filled.get("terms") else "",
        **errors,
    )


def _product_options(catalogue: Catalogue, chosen: str) -> Html:
    return joined(
        [
            render(
                "product_option",
                id=product.id,
                name=product.name,
                price=euros(product.price_cents),
                selected="selected" if product.id == chosen else "",
            )
            for product in catalogue.search("")
        ]
    )


def _delivery_choices(chosen: str) -> Html:
    return joined(
        [
            render(
                "delivery_choice",
                id=way.id,
                name=way.name,
                takes=way.takes,
                price=euros(way.price_cents) if way.price_cents else "free",
                checked="checked" if way.id == chosen else "",
            )
            for way in DELIVERIES
        ]
    )
