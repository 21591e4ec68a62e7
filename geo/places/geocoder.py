"""The gazetteer by geopy's interface, for programs that ask geocoders."""

import pandas as pd
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.places.gazetteer import find_places


class AtlasGeocoder(Geocoder):  # type: ignore[misc] # geopy has no types
    """The gazetteer by geopy's interface."""

    def __init__(self, cities: pd.DataFrame) -> None:
        """Take the atlas's own cities."""
        super().__init__()
        self.cities = cities

    def geocode(self, query: str, *, exactly_one: bool = True) -> Location | list[Location] | None:
        """Return what `query` may mean as geopy's locations, best first; None if nothing."""
        candidates = find_places(query, self.cities).candidates
        located = [Location(f"{one.name_en}, {one.country}", one.point, one._asdict()) for one in candidates]
        return (located[0] if exactly_one else located) if located else None
