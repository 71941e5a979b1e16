"""The order form as it comes from the browser, and what is wrong with it."""

import re
from collections.abc import Mapping

from shop.catalogue import Catalogue, Product
from shop.orders import DELIVERIES, Purchase

GIFT_NOTE_LIMIT = 200
FIELDS = ("product", "quantity", "delivery", "gift_note", "terms")


class Rejected(Exception):
    """The form cannot be ordered from; `messages` says what is wrong, by field."""

    def __init__(self, messages: dict[str, str]) -> None:
        super().__init__(messages)
        self.messages = messages


def read_purchase(form: Mapping[str, str], catalogue: Catalogue) -> Purchase:
    """The purchase that the form asks for. Raises Rejected, with all that is wrong at once."""
    product = catalogue.get(form.get("product", ""))
    quantity = _quantity(form.get("quantity", ""))
    delivery = next((way for way in DELIVERIES if way.id == form.get("delivery")), None)
    gift_note = form.get("gift_note", "").replace("\r\n", "\n").strip()
    messages = {
        "product": "" if product else "Choose a product.",
        "quantity": _wrong_with_quantity(quantity, product),
        "delivery": "" if delivery else "Choose how you want to get it.",
        "gift_note": _wrong_with_gift_note(gift_note),
        "terms": "" if form.get("terms") else "Please agree to the terms first.",
    }
    if product is None or delivery is None or any(messages.values()):
        raise Rejected(messages)
    return Purchase(product, quantity, delivery, gift_note)


def _quantity(text: str) -> int:
    """The whole number in the text; 0, which nobody can order, when there is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text.strip()) else 0


def _wrong_with_quantity(quantity: int, product: Product | None) -> str:
    if quantity < 1:
        return "Give a whole number, 1 or more."
    if product and product.stock == 0:
        return f"{product.name}: sold out, back soon."
    if product and quantity > product.stock:
        return f"We have {product.stock} of these, not {quantity}."
    return ""


def _wrong_with_gift_note(gift_note: str) -> str:
    excess = len(gift_note) - GIFT_NOTE_LIMIT
    return f"Too long by {excess}: a note takes {GIFT_NOTE_LIMIT} characters." if excess > 0 else ""
