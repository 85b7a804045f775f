"""The map of reported events, as a Streamlit page."""
