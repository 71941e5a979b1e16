"""Watching the browsers of running jobs, and acting in them: what a server's viewers see, and what they do."""
