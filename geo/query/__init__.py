"""What a reader asks of the tables: the atlas, filters, text, order."""
