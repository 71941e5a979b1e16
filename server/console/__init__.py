"""The web console: serves what `make gen` has built of `console/`. What that shows comes from the API."""
