"""Telling events to those who watch: of single jobs, and of all jobs of a client."""
