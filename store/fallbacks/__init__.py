"""Other ways to an answer for jobs that have failed: earlier results, and how often which way was tried."""
