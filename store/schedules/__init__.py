"""Jobs that repeat: the schedules, their times, and making the jobs that are due."""
