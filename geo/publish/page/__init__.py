"""The atlas as one page that needs no server."""
