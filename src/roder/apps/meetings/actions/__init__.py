"""What is done at meetings: called and opened, questions put and settled in their order, decided, minuted."""
