"""What runs in the browser: the player, drawings of graphs, and small instruments."""
