"""Widgets: layout, painting and user intent."""
