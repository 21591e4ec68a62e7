"""What each screen shows: builder and template by the name of the page."""
