"""The session that a job's browser begins with, and that it leaves: what its sites have stored, as texts."""
