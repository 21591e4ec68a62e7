"""What the server answers without Streamlit."""
