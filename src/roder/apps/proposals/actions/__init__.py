"""What is done with proposals: written, handed in, taken back, moved to a new base, discarded."""
