"""What was ordered."""

import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from shop.catalogue import Product
from shop.money import euros
from shop.recent import Recent

CONFIRMATION_S = 0.6
"""How long the shop takes to confirm an order: time enough for a page to have to wait for it."""
VAT_PERCENT = 21
FIRST_INVOICE = 400


@dataclass(frozen=True)
class Delivery:
    """A way to get an order to its customer."""

    id: str
    name: str
    takes: str
    price_cents: int


DELIVERIES = (
    Delivery("post", "Parcel post", "2 to 3 working days", 490),
    Delivery("courier", "Bicycle courier", "next working day", 990),
    Delivery("collect", "Collect at the workshop", "ready tomorrow at ten", 0),
)


@dataclass(frozen=True)
class Purchase:
    """What a customer asks for, checked."""

    product: Product
    quantity: int
    delivery: Delivery
    gift_note: str

    @property
    def goods_cents(self) -> int:
        return self.product.price_cents * self.quantity

    @property
    def total_cents(self) -> int:
        return self.goods_cents + self.delivery.price_cents

    @property
    def vat_cents(self) -> int:
        """The tax that the total contains."""
        return round(self.total_cents * VAT_PERCENT / (100 + VAT_PERCENT))


@dataclass(frozen=True)
class Line:
    """A row of the table on the order's page; empty where a row has nothing to say."""

    item: str
    quantity: str
    price: str
    total: str


@dataclass(frozen=True)
class Order:
    purchase: Purchase
    customer: str
    """Whose e-mail address it was ordered with: who else has the link sees the order, and not its invoice."""
    no: int
    """How many orders there have been, with this one."""
    # The id cannot be guessed: who has an order's link may see it, as with a parcel's.
    id: str = field(default_factory=lambda: f"QB-{secrets.token_hex(5).upper()}")
    placed_at: datetime = field(default_factory=lambda: datetime.now().astimezone())
    placed_s: float = field(default_factory=time.monotonic)

    @property
    def invoice_number(self) -> str:
        return f"{self.placed_at.year}-{FIRST_INVOICE + self.no:05}"

    @property
    def is_confirmed(self) -> bool:
        return time.monotonic() - self.placed_s >= CONFIRMATION_S

    def lines(self) -> list[Line]:
        wanted = self.purchase
        delivery, total = euros(wanted.delivery.price_cents), euros(wanted.total_cents)
        return [
            Line(
                wanted.product.name,
                str(wanted.quantity),
                euros(wanted.product.price_cents),
                euros(wanted.goods_cents),
            ),
            Line(wanted.delivery.name, "1", delivery, delivery),
            Line(f"VAT, {VAT_PERCENT}% included", "", "", euros(wanted.vat_cents)),
            Line("Total", "", "", total),
        ]


class Orders:
    """All orders, by id."""

    def __init__(self) -> None:
        self._orders: Recent[Order] = Recent()
        self._numbers = count(1)

    def place(self, purchase: Purchase, customer: str) -> Order:
        return self._add(Order(purchase, customer, next(self._numbers)))

    def remember(self, order_id: str, purchase: Purchase, customer: str, placed_at: datetime) -> None:
        """Keeps an order of long ago."""
        self._add(Order(purchase, customer, next(self._numbers), order_id, placed_at, placed_s=-CONFIRMATION_S))

    def invoiced(self, customer: str) -> list[Order]:
        """What the customer has ordered and the shop confirmed, the newest first."""
        return [order for order in self._orders.newest() if order.customer == customer and order.is_confirmed]

    def get(self, order_id: str) -> Order | None:
        return self._orders.get(order_id)

    def _add(self, order: Order) -> Order:
        self._orders.add(order.id, order)
        return order
