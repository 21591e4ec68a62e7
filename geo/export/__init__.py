"""Cases for other programs and for a bibliography."""
