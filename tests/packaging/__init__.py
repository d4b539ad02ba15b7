"""The two commands, and what stands behind them."""
