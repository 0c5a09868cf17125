"""The page "From linear to non-linear": settings, fitted models, and what a column shows."""
