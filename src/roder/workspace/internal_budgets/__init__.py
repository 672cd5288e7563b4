"""Internal budgets: divided, filled in, handed in, approved, adopted and changed."""
