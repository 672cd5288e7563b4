"""Investments, fees, companies' budgets and owner directives: their pages and their forms."""
