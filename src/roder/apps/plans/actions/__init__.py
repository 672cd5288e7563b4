"""What is done with plans: built and written, and taken from state to state."""
