"""What a page shows, read as text, Markdown, links, tables and what the page says of itself.

The scripts beside this file run in the page, joined to one by `script`.
"""
