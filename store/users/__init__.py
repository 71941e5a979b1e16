"""Users: people of a client, how they sign in, and their sessions."""
