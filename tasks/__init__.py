"""Tasks: work with a name, made of a few parameters. Each kind has its file here, and docs/tasks.md says how to write
one.
"""
