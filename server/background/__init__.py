"""What a server does without a call: it makes the jobs of schedules, and delivers webhooks."""
