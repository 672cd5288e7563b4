"""The pages of plans: who has one, what it says, writing it, and taking it further."""
