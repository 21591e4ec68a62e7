"""The Streamlit pages: one script a screen; screens/ build what it shows, parts/ hold what screens share."""
