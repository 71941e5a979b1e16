"""Amounts of money are whole cents."""


def euros(cents: int) -> str:
    """The amount as pages show it: `€1,234.50`."""
    return f"€{cents // 100:,}.{cents % 100:02}"
