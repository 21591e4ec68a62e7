"""The map in its frame: folium elements, and the scripts and styles that draw on Leaflet."""
