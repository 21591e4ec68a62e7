"""The atlas as slides (PPTX), whose map is made of shapes."""
