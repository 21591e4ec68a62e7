"""The Streamlit pages, run without a browser."""
