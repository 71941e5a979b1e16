"""What a browser runs in: a driver of its own, a user, a home, an environment and a sandbox."""
