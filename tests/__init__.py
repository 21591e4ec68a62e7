"""The tests, by level: geo, pages, server, browser; those of the JavaScript stand in js/."""
