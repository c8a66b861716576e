"""Keeping the installation: backup and restore, retention, the move to another database."""
