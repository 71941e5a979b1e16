"""Live views: what viewers see of running jobs and do in them, whichever door they come through."""
