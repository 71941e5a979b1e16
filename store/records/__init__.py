"""What is kept of jobs: their events, files and dead letters, how they are listed, and when they are removed."""
