"""The page "Backpropagation": settings, where the weights come from, and what a step shows."""
