"""The console in a real browser, against the real gateway, server and database: one stack and one browser for all."""
