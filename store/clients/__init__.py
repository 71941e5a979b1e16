"""Clients: their API keys, and how many calls each may still make."""
