"""Plotly before it is fetched: importing it succeeds, drawing a figure asks for the package.

The folder of stand-ins is the last in which Python looks, so that the package itself comes first
once it is there.
"""
