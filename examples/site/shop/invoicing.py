"""Invoices, which only the customer sees who is signed in."""

from http import HTTPStatus

from shop.account import sign_in_first
from shop.money import euros
from shop.orders import Order
from shop.pages import joined, page, render
from shop.pdf import pdf
from shop.shop import Shop
from shop.web import NotFound, Request, Response, html

MOST = 50
"""How many the list shows; the field above it finds older ones."""


def invoices(shop: Shop, request: Request) -> Response:
    """The customer's invoices: all, or those of the order in the query."""
    customer = shop.sessions.customer(request.session)
    if customer is None:
        return sign_in_first(request)
    wanted = request.query.get("order", "").strip()
    found = [order for order in shop.orders.invoiced(customer) if wanted.upper() in order.id][:MOST]
    rows = [
        render(
            "invoice_row",
            number=order.invoice_number,
            order=order.id,
            date=_day(order),
            day=f"{order.placed_at:%Y-%m-%d}",
            total=euros(order.purchase.total_cents),
        )
        for order in found
    ]
    told = f"{len(found)} invoice{'' if len(found) == 1 else 's'}" if found else "No invoice of such an order."
    content = page("invoices", title="Invoices", customer=customer, order=wanted, count=told, rows=joined(rows))
    return html(content)


def invoice_page(shop: Shop, request: Request, number: str) -> Response:
    customer = shop.sessions.customer(request.session)
    if customer is None:
        return sign_in_first(request)
    order = _order(shop, customer, number)
    content = page(
        "invoice",
        title=f"Invoice {number}",
        customer=customer,
        number=number,
        order=order.id,
        date=_day(order),
        day=f"{order.placed_at:%Y-%m-%d}",
        total=euros(order.purchase.total_cents),
        lines=joined(
            [
                render("invoice_line", item=line.item, quantity=line.quantity, price=line.price, total=line.total)
                for line in order.lines()[:-1]
            ]
        ),
    )
    return html(content)


def invoice_pdf(shop: Shop, request: Request, number: str) -> Response:
    customer = shop.sessions.customer(request.session)
    if customer is None:
        return sign_in_first(request)
    order = _order(shop, customer, number)
    rows = [f"{line.item:<34}{line.quantity:>4}{line.price:>11}{line.total:>11}" for line in order.lines()]
    facts = [f"Order {order.id}", f"Date {_day(order)}", f"Billed to {customer}"]
    text = ["Quire & Bone, 7 Spine Lane", "", f"Invoice {number}", "", *facts, "", *rows]
    headers = {"Content-Disposition": f'attachment; filename="invoice-{number}.pdf"'}
    return Response(pdf(text), HTTPStatus.OK, "application/pdf", headers)


def _order(shop: Shop, customer: str, number: str) -> Order:
    """The order of an invoice of the customer's. Raises NotFound, also for those of others."""
    order = next((one for one in shop.orders.invoiced(customer) if one.invoice_number == number), None)
    if order is None:
        raise NotFound
    return order


def _day(order: Order) -> str:
    return f"{order.placed_at.day} {order.placed_at:%B %Y}"
