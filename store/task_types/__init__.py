"""Task types that clients have made, version by version."""
