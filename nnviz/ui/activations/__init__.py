"""The page Activations: each of its tabs in a file of its own, and `settings` with its controls."""
