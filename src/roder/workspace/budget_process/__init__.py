"""The pages of the budget year: its steps and what is done in each."""
