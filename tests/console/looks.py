"""A page as everybody sees it: in both colours, on both sizes, with nothing in anybody's way."""

from tests.console.visitor import PHONE, WIDE, Scheme, Visitor

_LOOKS: tuple[tuple[Scheme, dict[str, int]], ...] = (("light", WIDE), ("dark", PHONE))


async def seen_by_everybody(visitor: Visitor, name: str) -> None:
    """Keeps pictures of the page, and looks for barriers and for what is wider than the window."""
    await visitor.settled()
    for scheme, size in _LOOKS:
        await visitor.look(scheme, size)
        await visitor.picture(f"{name}-{size['width']}-{scheme}")
        found = await visitor.barriers()
        assert found == [], found
        assert await visitor.fits(), f"{name} is wider than {size['width']} px"
    await visitor.look("light", WIDE)
