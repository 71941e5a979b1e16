"""The way to PostgreSQL: connections, wake-ups, and what all statements share."""
