"""Where the messages of the API and the domain of the store meet, and nowhere else."""
