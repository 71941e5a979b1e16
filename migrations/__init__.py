"""The database's schema, as numbered steps; `tabwright migrate` runs them.

Each step must leave the previous release working: add first, remove a release later.
"""
