"""Exploring pages for somebody who writes a job: what is there, where it is, and which action does something with it.

All that pages say is bounded where it is read, and each locator that is told has been tried.
"""
