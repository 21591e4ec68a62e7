"""The atlas in a real browser."""
