"""Files to take away: the atlas as one page, slides, a handout, a poster, and the data behind them."""
