"""The pages that bench/comparison.py puts beside ours, and what is read off all of them."""
