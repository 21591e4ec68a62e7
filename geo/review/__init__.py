"""What an editor of a good data folder should look at again: warnings and remarks, no faults."""
