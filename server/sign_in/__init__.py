"""How people prove to an OIDC provider who they are, and how that becomes a user of ours."""
