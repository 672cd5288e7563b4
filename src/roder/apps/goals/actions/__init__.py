"""What is written about goals, one module for each noun: assignments, their reports, activities."""
