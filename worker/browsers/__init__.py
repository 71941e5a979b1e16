"""The browsers: launching, lending each to one job, a fresh context for it, limits, and taking it back."""
