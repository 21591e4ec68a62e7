"""All that is answered without Streamlit."""
