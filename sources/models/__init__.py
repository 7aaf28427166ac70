"""Documents, their immutable texts, and passages in them."""
