"""Dateline's library: from a news article to coded, mapped, stored events.

Nothing is drawn here: no Streamlit, no Folium. The dashboard stands on this package.
"""

__version__ = "0.1.0"
