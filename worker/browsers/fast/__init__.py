"""The fast lane: Chromium driven by its own protocol (CDP) over a pipe of ours, without Playwright's driver.

Its pages have those of the methods of Playwright's pages that its jobs use, with the same words in their errors, so
that the same modules act on both.
"""
