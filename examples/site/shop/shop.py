"""The shop itself: all that its pages are about."""

from datetime import UTC, datetime

from shop.catalogue import Catalogue
from shop.orders import DELIVERIES, Orders, Purchase
from shop.sessions import DEMO_EMAIL, Sessions

EARLIER = (
    ("QB-7A31F09C2E", "linen-thread", 3, "courier", datetime(2026, 9, 3, 9, 20, tzinfo=UTC)),
    ("QB-2D94B7715A", "bone-folder", 1, "post", datetime(2026, 10, 19, 14, 5, tzinfo=UTC)),
)
"""What the demo's customer has ordered before the shop was started: id, product, quantity, delivery, when."""


class Shop:
    """One shop with its own sessions and orders; nothing is shared with another one."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.sessions = Sessions()
        self.orders = Orders()
        ways = {way.id: way for way in DELIVERIES}
        for order_id, product_id, quantity, delivery, placed_at in EARLIER:
            if product := self.catalogue.get(product_id):
                purchase = Purchase(product, quantity, ways[delivery], gift_note="")
                self.orders.remember(order_id, purchase, DEMO_EMAIL, placed_at)
