"""A page without a browser: fetched through the egress guard, and read in a process of its own."""
