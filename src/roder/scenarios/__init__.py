"""What-if: a cube of amounts recalculated when a driver changes, exact to the öre."""
