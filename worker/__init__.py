"""The worker: claims jobs, owns browsers, performs actions.

`loop` claims and hands each job to `executor`, which runs it as a pipeline of steps; `actions` has a module
per action; `pool` keeps the browsers; `heartbeat` proves that we live, and stops us when we cannot.
"""
