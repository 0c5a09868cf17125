"""A class's server on one machine: replicas of the app behind nginx.

Reading order: `settings` (what is asked for), `nginx` (its configuration), `replica` (one process
of the app), `teacher` (address and number of students), `supervisor` (starts all of them, replaces
those that end, and ends them).
"""
