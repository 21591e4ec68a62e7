"""The stage and the speaker's view: a tour of the cases for a hall."""
