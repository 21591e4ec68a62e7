"""A new edition from a printed list: read, located, compared with what is there, and written as a data folder."""
