"""Generated: what the gateway asks of the server before it lets a REST call through (proto/server/gateway)."""
