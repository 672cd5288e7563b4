"""What-if: move a price, the tax base or a volume, and see results and frames of all three years."""
