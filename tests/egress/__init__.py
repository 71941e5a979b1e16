"""A corpus of tricks by which hostile pages and jobs try to reach an address that they must not reach."""
