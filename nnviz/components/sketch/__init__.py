"""A pad to draw a curve on."""
