"""The pages of what is gathered before a budget: scan, analysis, consultation, ideas."""
