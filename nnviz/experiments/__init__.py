"""What the page Activations measures.

`best_line` (what an identity network can reach at most), `gradient_flow` (saturation and vanishing
gradients), `target_functions` and `approximation` (universal approximation by construction and by
training).
"""
