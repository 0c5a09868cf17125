"""The app as a server: what is ready before the first visitor, and what strangers cannot do.

Reading order: `asgi` (what is served), `headers` (what every answer carries), `guard` (which
messages of a browser are let through), `errors` (what is said of a page that fails).
"""
