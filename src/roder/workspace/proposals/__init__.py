"""Proposals of a budget year: listed, written as one table, handed in, read and compared."""
