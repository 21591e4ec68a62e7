"""The catalogues of the interface's words, and what finds the texts that belong in them."""
