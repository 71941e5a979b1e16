"""What servers need to show running jobs: where the workers' relays are, and tickets for viewers."""
