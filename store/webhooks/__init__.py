"""Who wants to hear of events, and the deliveries to them."""
