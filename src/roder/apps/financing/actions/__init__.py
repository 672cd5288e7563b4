"""The acts of financing: rounds, what they say, and files."""
