"""Tests of the single profile."""
