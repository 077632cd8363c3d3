"""Tests of the city backend."""
