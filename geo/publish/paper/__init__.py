"""The atlas on paper: handout, poster, the map alone, and what they are set with."""
