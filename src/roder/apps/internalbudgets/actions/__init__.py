"""What is done with internal budgets: begun, divided, filled in, handed in, approved, adopted and changed."""
