"""Making cards and private addresses, and ending them."""
