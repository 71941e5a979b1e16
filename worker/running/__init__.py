"""One job's way: from the claim to what is written about its end."""
