"""The shop itself: all that its pages are about."""

from shop.catalogue import Catalogue
from shop.orders import Orders
from shop.sessions import Sessions


class Shop:
    """One shop with its own sessions and orders; nothing is shared with another one."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.sessions = Sessions()
        self.orders = Orders()
