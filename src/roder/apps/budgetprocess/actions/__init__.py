"""What is done with a budget year: its steps and legal days, and what is gathered before the parties propose."""
