"""The pages of goals and money, and the form by which money names a goal."""
