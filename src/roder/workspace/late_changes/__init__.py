"""The page of late changes: every figure that has moved since the budget was built, to be signed."""
