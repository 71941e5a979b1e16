"""What actions share: how things on a page are found, reached, read, and what stands in the way."""
