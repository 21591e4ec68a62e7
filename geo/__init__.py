"""The core of the atlas: pure functions over tables, with no screen."""
