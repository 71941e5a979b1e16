"""The `tabwright` command: everything on one machine, and the client."""
