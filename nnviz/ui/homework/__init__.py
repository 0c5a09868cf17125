"""The parts of the page Homework."""
