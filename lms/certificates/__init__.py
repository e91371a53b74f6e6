"""Earning, drawing, signing, checking and revoking certificates."""
