"""Measures the queue by itself: jobs that do nothing, through the store and the worker's real loop."""
