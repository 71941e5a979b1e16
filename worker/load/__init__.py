"""How much of its machine a worker takes, and how many jobs that leaves room for."""
