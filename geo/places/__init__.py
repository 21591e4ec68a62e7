"""Any city of the world by its name, and how far things are apart."""
