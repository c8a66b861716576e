"""Saved searches: what is new is handed to each recipient once."""
