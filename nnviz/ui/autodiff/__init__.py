"""What the page Autodiff is made of."""
