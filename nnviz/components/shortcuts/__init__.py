"""Two buttons in the page's header: the projector mode and the list of keys."""
