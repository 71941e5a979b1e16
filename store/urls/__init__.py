"""Which URLs a job may open: the rules, and the policies that clients and operators make of them."""
