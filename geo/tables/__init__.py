"""From the files of a data folder to checked, typed and joined tables."""
