"""How a source is cited."""
