/* Runs in the frame of the map: returns what is wrong with the names of its places, as they are painted. */
({ box, overlap, distance }) => {
  const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

  const places = [...document.querySelectorAll(".place")].map((place) => {
    const map = place.closest(".leaflet-container");
    const name = place.querySelector(".name");
    return {
      city: name.textContent,
      map,
      name: name.hidden ? null : box(name),
      symbol: box(place.querySelector(".rim")),
    };
  });
  const above = [...document.querySelectorAll(".inset-title, .bar, .legend, .leaflet-control")].map(box);
  const china = document.querySelector("#map_div .window");
  const world = document.querySelector("#map_div");

  const wrong = places.length === 42 ? [] : [`${places.length} places`];
  for (const { city, map, name, symbol } of places) {
    if (!name) {
      wrong.push(`${city} has no name`);
      continue;
    }
    if (!within(name, box(map)) || !within(symbol, box(map))) wrong.push(`${city} is cut`);
    if (above.some((other) => other.width && overlap(name, other))) wrong.push(`${city} stands under something`);
    if (map === world && china && (overlap(name, box(china)) || overlap(symbol, box(china)))) {
      wrong.push(`${city} stands in the frame of China`);
    }
    for (const other of places) {
      if (other.city === city || other.map !== map) continue;
      if (overlap(name, other.symbol)) wrong.push(`${city} stands over the symbol of ${other.city}`);
      if (other.name && overlap(name, other.name)) wrong.push(`${city} stands over ${other.city}`);
      if (distance(name, other.symbol) < distance(name, symbol)) wrong.push(`${city} is nearer to ${other.city}`);
    }
  }
  return wrong;
};
