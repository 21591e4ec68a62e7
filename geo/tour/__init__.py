"""A presentation: its stops in order, and whether it would hold in a hall."""
