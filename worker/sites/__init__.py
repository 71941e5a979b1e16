"""What the worker learns of the sites that its jobs open."""
