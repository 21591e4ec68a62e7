"""The atlas without a screen: tables/ are read and checked, query/ asks them, the other folders make something of it.

tables/ -> query/ -> places/ insight/ export/ map/ tour/
"""
