"""What a client's browsers need to be signed in somewhere: saved by one job, used by others, sealed in between."""
