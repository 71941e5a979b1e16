"""What the gateway asks the server: a part of Envoy's external authorization API. `make gen` makes the modules here."""
