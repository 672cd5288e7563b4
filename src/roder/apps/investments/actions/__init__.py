"""What is done with investments, fees, companies' budgets and owner directives."""
