"""The pages of financing: the sheet of a budget year, how each line was reckoned, rounds, and the next round."""
