"""How fast the atlas is, beside what would be written instead: `python -m bench`."""
