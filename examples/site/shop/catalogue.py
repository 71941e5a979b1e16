"""What the shop sells."""

import json
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent.parent / "products.json"


@dataclass(frozen=True)
class Product:
    id: str
    name: str
    category: str
    description: str
    price_cents: int
    stock: int
    """How many one order may take. Orders leave it as it is: the shop never sells out under a test."""

    def matches(self, words: list[str]) -> bool:
        text = f"{self.name} {self.category} {self.description}".lower()
        return all(word in text for word in words)


class Catalogue:
    """The products, in the order in which the shop shows them."""

    def __init__(self) -> None:
        products = json.loads(FILE.read_text(encoding="utf-8"))
        self._products = {fields["id"]: Product(**fields) for fields in products}

    def get(self, product_id: str) -> Product | None:
        return self._products.get(product_id)

    def search(self, query: str) -> list[Product]:
        """The products with every word of the query somewhere in their text; all for an empty query."""
        words = query.lower().split()
        return [product for product in self._products.values() if product.matches(words)]
