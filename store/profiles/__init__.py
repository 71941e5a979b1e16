"""Profiles: what a client's forms are filled in with, each a document of fields, sealed as secrets are."""
