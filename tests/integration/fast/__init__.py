"""The fast lane beside Playwright, on the same pages in the same browser."""
