"""How well the service does: what is looked at once a minute, what that is worth, and what is an alert."""
