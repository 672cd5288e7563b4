"""The pages of the law's balance and of what happens to frames after the vote."""
