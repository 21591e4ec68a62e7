"""What the cases say once they are counted."""
