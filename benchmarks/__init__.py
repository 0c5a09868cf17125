"""Measures what the README quotes: ``make bench``."""
