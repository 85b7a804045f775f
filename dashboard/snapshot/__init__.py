"""A view in one HTML file, with map, list, timeline and filters that need no server."""
