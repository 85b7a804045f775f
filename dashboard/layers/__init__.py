"""Folium layers of our own: small Python classes over the scripts in dashboard/static/map."""
