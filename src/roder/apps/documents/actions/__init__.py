"""What can be done to steering documents, one module for each noun."""
