"""A Plotly figure in a page of its own, so that the page around it is never busy with drawing."""
