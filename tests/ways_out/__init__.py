"""What leaves a browser: a page that tries every way out, in a network namespace in which each packet is seen."""
