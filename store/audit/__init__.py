"""The audit trail: its events, the chain that shows whether they are all there, and how long they are kept.

store.database.auditing writes the events of calls; this is the rest.
"""
