"""What is done with a budget year: opened, dated, taken from step to step, and its legal days registered."""
