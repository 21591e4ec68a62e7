/* The base of every map of the atlas: land and graticule without borders, and the small tools that its layers share.

   A map of the world is cut in the Atlantic; the layers that draw places on it are places.js (the explorer) and tour.js (the
   stage). */
window.atlasBase = (() => {
  "use strict";

  const CUT = -30; // degrees of longitude at which the world is cut: the Pacific in the middle, as on Chinese maps
  const WORLD_END = 85.0511287798; // degrees of latitude; where Web Mercator's square world ends
  const AT_LEISURE = 400; // ms after the land

  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  /** Return `text` with its marks (%s, %c, %d) replaced by `values`, whatever characters these hold. */
  const fill = (text, values) => text.replace(/%[scd]/g, (mark) => values[mark]);

  function element(tag, className, parent, text) {
    const made = L.DomUtil.create(tag, className, parent);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function svg(tag, attributes, parent) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    if (parent) parent.appendChild(made);
    return made;
  }

  /* ---- base map ------------------------------------------------------------------------------------------------ */

  /** Return a latitude (degrees) as Web Mercator has it: -180 at its northern end, 180 at its southern. */
  const mercator = (lat) => (-Math.log(Math.tan((90 + lat) * (Math.PI / 360))) * 180) / Math.PI;

  /** Return `polygons` (GeoJSON: longitude first) as one path in degrees of Web Mercator. */
  function landPath(polygons) {
    const point = ([lng, lat]) => `${lng} ${mercator(lat).toFixed(2)}`;
    return polygons.flatMap((rings) => rings.map((ring) => `M${ring.map(point).join("L")}z`)).join("");
  }

  function graticulePath() {
    const meridians = Array.from({ length: 73 }, (_, i) => `M${15 * i - 540} -180V180`);
    const parallels = Array.from({ length: 11 }, (_, i) => `M-540 ${mercator(15 * i - 75).toFixed(2)}H540`);
    return [...meridians, ...parallels].join("");
  }

  /** Draw graticule and land (a path) under everything, three worlds wide; a `halo` along the shore when all else stands.

      They stand in a pane of their own, so that nothing above paints them anew, and as one drawing that the browser
      scales: Leaflet would project 35,000 points three times over at every zoom. All shores lie under all land, or one
      world's shore would run across the next one's land at 180°. They take as long to paint as everything else: with
      them a flight shows 4 pictures a second on a machine without a graphics card, without them 55. */
  function drawBase(map, land, { halo }) {
    const base = svg("svg", { viewBox: "-540 -180 1080 360", preserveAspectRatio: "none" });
    svg("path", { d: graticulePath(), class: "graticule" }, base);
    svg("path", { d: "M-540 0H540", class: "graticule equator" }, base);
    const [shores, lands] = ["shores", "lands"].map((name) => svg("g", { class: name }, base));
    const draw = (name, group) => {
      [-360, 0, 360].forEach((x) => svg("path", { d: land, class: name, transform: `translate(${x})` }, group));
    };
    draw("land", lands);
    if (halo) window.setTimeout(draw, AT_LEISURE, "shore", shores);
    map.createPane("base").style.zIndex = 200;
    L.svgOverlay(base, [[-WORLD_END, -540], [WORLD_END, 540]], { pane: "base" }).addTo(map);
  }

  /** Return a longitude (degrees) on the world as it is cut in the Atlantic. */
  const eastOfCut = (longitude) => (longitude < CUT ? longitude + 360 : longitude);

  /** Return the bounds (degrees) of `places` on the world as it is cut in the Atlantic. */
  const boundsOf = (places) => L.latLngBounds(places.map(({ latitude, longitude }) => [latitude, eastOfCut(longitude)]));

  /** Give each of `themes` its colour, for light and for dark, as a custom property of its class. */
  function colour(themes) {
    const sheet = element("style", "", document.head).sheet;
    themes.forEach(({ theme, color_light, color_dark }) => {
      sheet.insertRule(`.${theme} { --colour: ${color_light}; }`);
      sheet.insertRule(`[data-theme="dark"] .${theme} { --colour: ${color_dark}; }`, 1);
    });
  }

  /** Return a promise of the style sheets: whoever measures the page before them measures another page. */
  function styled() {
    const coming = [...document.querySelectorAll("link[rel=stylesheet]")].filter((link) => !link.sheet);
    return Promise.all(coming.map((link) => new Promise((done) => ["load", "error"].forEach((on) => link.addEventListener(on, done)))));
  }

  const fetchJson = async (url) => (await fetch(url)).json();

  return { CUT, clamp, fill, element, svg, landPath, drawBase, eastOfCut, boundsOf, colour, styled, fetchJson };
})();
