/* The atlas layer: places on a land-only world, drawn with Leaflet.

   atlas(map, options) is called once and fetches everything that does not change (land, places, themes, words);
   showAtlas(view) as often as the selection, the language or the chosen city changes. Every text reaches the page as text,
   never as HTML. One map shows the world; a second, the inset, enlarges the corner where most places lie, so that
   all of them can be seen and chosen at once. */
(function () {
  "use strict";

  const { CUT, clamp, fill, element, svg, landPath, drawBase, boundsOf, colour, styled, fetchJson } = window.atlasBase;

  const CENTRE = CUT + 180; // degrees of longitude
  const CLOSEST_ZOOM = 7; // 1:50m land has nothing to show beyond
  const INSET_LEAST = 6; // places; fewer need no inset
  const NARROW = 640; // px; below, the inset stands under the world instead of on it
  const LIMITS = [[-84, -540], [85, 540]]; // degrees; nobody gets lost beyond
  const GAP = 3; // px between two symbols
  const PATIENCE = 6e6; // pairs of symbols compared at most; thousands of places are drawn where they lie
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

  /* ---- symbols ------------------------------------------------------------------------------------------------- */

  /** Return the radius (px) of the symbol of so many cases: its area grows with them, up to a limit. */
  const radius = (cases) => clamp(9 + 4 * Math.sqrt(cases), 13, 26);

  /** Return how much larger than on a laptop symbols and names are drawn: a projector's last row reads them too. */
  const magnify = () => clamp(window.innerHeight / 820, 1, 1.5);

  /** Return the arc of sector `index` of `count`; each theme has a sector of its own, so the ring reads without colour. */
  function arc(index, count, r) {
    const edge = (turn) => {
      const angle = 2 * Math.PI * turn - Math.PI / 2 - Math.PI / count;
      return `${(r * Math.cos(angle)).toFixed(2)} ${(r * Math.sin(angle)).toFixed(2)}`;
    };
    const slit = 0.012; // of a turn, left open between neighbours
    return `M${edge(index / count + slit)}A${r} ${r} 0 0 1 ${edge((index + 1) / count - slit)}`;
  }

  /** Return the symbol of `cases` cases with `themes` (the main one first) as a drawing of its own size. */
  function symbol(cases, themes, atlas) {
    const r = radius(cases);
    const size = 2 * r + 4;
    const drawn = size * atlas.scale;
    const drawing = svg("svg", { width: drawn, height: drawn, viewBox: `${-size / 2} ${-size / 2} ${size} ${size}` });
    drawing.setAttribute("aria-hidden", "true");
    svg("circle", { r: r + 2, cy: 1, class: "shade" }, drawing);
    svg("circle", { r: r + 1, class: "rim" }, drawing);
    svg("circle", { r: r - 1.5, class: "dial" }, drawing);
    atlas.themes.forEach((theme, index) => {
      if (themes.includes(theme.theme)) {
        svg("path", { d: arc(index, atlas.themes.length, r - 1.5), class: `sector ${theme.theme}` }, drawing);
      }
    });
    svg("circle", { r: r - 4.5, class: cases > 1 ? "core many" : `core ${themes[0] || ""}` }, drawing);
    const main = atlas.themes.find((theme) => theme.theme === themes[0]);
    const sign = cases > 1 ? String(cases) : main ? main["glyph_" + atlas.view.language] : "";
    svg("text", { class: cases > 1 ? "count" : "glyph" }, drawing).textContent = sign;
    return drawing;
  }

  const overlaps = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

  /** Move overlapping circles `{x, y, r}` apart, each drawn back to its true point; return their new centres.

      A circle whose true point lies in `frame` (a box) stays in it. */
  function declutter(circles, frame) {
    const moved = circles.map(({ x, y }) => ({ x, y }));
    const kept = circles.map(({ x, y, r }) => overlaps({ x, y, width: 0, height: 0 }, frame) && r + 2);
    const rounds = Math.min(120, PATIENCE / circles.length ** 2);
    for (let round = 0; round < rounds; round += 1) {
      let still = true;
      for (let i = 0; i < circles.length; i += 1) {
        for (let j = i + 1; j < circles.length; j += 1) {
          const dx = moved[j].x - moved[i].x || 0.1;
          const dy = moved[j].y - moved[i].y || 0.1;
          const distance = Math.hypot(dx, dy);
          const lack = circles[i].r + circles[j].r + GAP - distance;
          if (lack <= 0.2) continue;
          still = false;
          const share = lack / 2 / distance;
          moved[i].x -= dx * share;
          moved[i].y -= dy * share;
          moved[j].x += dx * share;
          moved[j].y += dy * share;
        }
      }
      if (still) break;
      const pull = round < rounds - 40 ? 0.02 : 0;
      moved.forEach((centre, i) => {
        centre.x += (circles[i].x - centre.x) * pull;
        centre.y += (circles[i].y - centre.y) * pull;
        if (!kept[i]) return;
        centre.x = clamp(centre.x, frame.x + kept[i], frame.x + frame.width - kept[i]);
        centre.y = clamp(centre.y, frame.y + kept[i], frame.y + frame.height - kept[i]);
      });
    }
    return moved;
  }

  const PEN = document.createElement("canvas").getContext("2d");

  /** Return the box around a circle. */
  const boxOf = ({ x, y, r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });

  const within = (box, frame) =>
    box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height;

  /** Return where the names of `circles` stand, in `frame` and free of all that is `taken`: beside, under, over; or not. */
  function placeNames(circles, height, frame, covered) {
    const taken = [...covered, ...circles.map(boxOf)];
    return circles.map(({ x, y, r, width }) => {
      const [right, left] = [x + r + 2, x - r - 2 - width];
      const [under, over] = [y + r, y - r - height];
      const spots = [
        { x: right, y: y - height / 2 },
        { x: left, y: y - height / 2 },
        ...[under, over].flatMap((row) => [x - width / 2, x - r, x + r - width].map((column) => ({ x: column, y: row }))),
      ];
      const fits = (box) => within(box, frame) && !taken.some((other) => overlaps(box, other));
      const free = spots.find((spot) => fits({ ...spot, width, height }));
      if (!free) return null;
      taken.push({ ...free, width, height });
      return { x: free.x - x, y: free.y - y };
    });
  }

  /** The places of one map: symbols, their hair lines and names. */
  class Symbols {
    constructor(map, atlas, above) {
      Object.assign(this, { map, atlas, above });
      this.drawn = new Map(); // every marker ever made, by city
      this.markers = new Map(); // those on the map now
      this.leaders = L.layerGroup().addTo(map);
      map.on("moveend", () => this.arrange());
      map.on("move", () => this.wrap());
    }

    /** Return the longitude of `place` in the copy of the world that is in view. */
    longitude(place) {
      return place.longitude + 360 * Math.round((this.map.getCenter().lng - place.longitude) / 360);
    }

    /** Show `places` (rows with cases and themes) and nothing else. */
    show(places) {
      const wanted = new Set(places.map((place) => place.city_id));
      this.markers.forEach((marker, id) => {
        if (wanted.has(id)) return;
        marker.remove();
        this.markers.delete(id);
      });
      places.forEach((place) => this.draw(place));
      this.arrange();
    }

    draw(place) {
      const { view } = this.atlas;
      const drawn = JSON.stringify([place.cases, place.themes, view.language, this.atlas.scale]);
      const marker = this.drawn.get(place.city_id) || this.create(place);
      const { box } = marker;
      marker.place = place;
      if (marker.drawn !== drawn) {
        marker.drawn = drawn;
        const drawing = symbol(place.cases, place.themes, this.atlas);
        const size = drawing.getAttribute("width");
        Object.assign(box.style, { width: `${size}px`, height: `${size}px`, margin: `${-size / 2}px 0 0 ${-size / 2}px` });
        box.replaceChildren(drawing);
        element("span", "name", box, this.atlas.name(place)).setAttribute("aria-hidden", "true");
        box.dataset.cases = place.cases;
        box.setAttribute("aria-label", this.atlas.describe(place));
        marker.setTooltipContent(this.atlas.caption(place));
      }
      const chosen = place.city_id === view.city;
      box.classList.toggle("chosen", chosen);
      box.setAttribute("aria-pressed", String(chosen));
      marker.setZIndexOffset(chosen ? 1000 : place.cases);
      if (this.markers.has(place.city_id)) return;
      this.markers.set(place.city_id, marker.addTo(this.map));
    }

    /** Return a new marker for `place`, not yet on the map; its element is made once, however often it comes and goes. */
    create(place) {
      const icon = L.divIcon({ className: "place", iconSize: null });
      const box = icon.createIcon();
      icon.createIcon = () => box;
      const marker = L.marker([place.latitude, this.longitude(place)], { icon, keyboard: false });
      marker.box = box;
      box.dataset.city = place.city_id;
      box.tabIndex = 0;
      box.setAttribute("role", "button");
      marker.bindTooltip("", { direction: "top", offset: [0, -12], opacity: 1, className: "caption" });
      marker.on("click", () => this.atlas.choose(place.city_id));
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        this.atlas.choose(place.city_id);
      });
      box.addEventListener("focus", () => marker.openTooltip());
      box.addEventListener("blur", () => marker.closeTooltip());
      this.drawn.set(place.city_id, marker);
      return marker;
    }

    /** Return the part of the world that is in view, in the pixels of `project`. */
    frame() {
      const { min } = this.map.getPixelBounds();
      const size = this.map.getSize();
      return { x: min.x, y: min.y, width: size.x, height: size.y };
    }

    /** Return the boxes of what stands on the map (inset, bar, legend), in the pixels of `project`. */
    covered() {
      const { min } = this.map.getPixelBounds();
      const origin = this.map.getContainer().getBoundingClientRect();
      return [...document.querySelectorAll(this.above)].map((box) => {
        const { x, y, width, height } = box.getBoundingClientRect();
        return { x: x - origin.x + min.x, y: y - origin.y + min.y, width, height };
      });
    }

    /** Give every symbol room of its own, with a hair line to the true point of each that had to move. */
    arrange() {
      if (!this.map._loaded) return;
      const markers = [...this.markers.values()];
      const circles = markers.map(({ place }) => {
        const point = this.map.project([place.latitude, this.longitude(place)]);
        return { x: point.x, y: point.y, r: (radius(place.cases) + 1) * this.atlas.scale };
      });
      this.leaders.clearLayers();
      const centres = declutter(circles, this.frame());
      this.name(markers, centres, circles);
      centres.forEach((centre, i) => {
        const { place } = markers[i];
        const at = this.map.unproject([centre.x, centre.y]);
        markers[i].setLatLng(at);
        if (Math.hypot(centre.x - circles[i].x, centre.y - circles[i].y) > 4) {
          this.lead([place.latitude, this.longitude(place)], at);
        }
      });
    }

    /** Write the name beside every symbol that has room for it. */
    name(markers, centres, circles) {
      const size = 12 * this.atlas.scale;
      PEN.font = `500 ${size}px ${getComputedStyle(document.body).fontFamily}`;
      const named = centres.map((centre, i) => {
        const { place } = markers[i];
        const halo = place.city_id === this.atlas.view.city ? 5 : 0;
        return { ...centre, r: circles[i].r + halo, width: PEN.measureText(this.atlas.name(place)).width + 4 };
      });
      placeNames(named, size * 1.25, this.frame(), this.covered()).forEach((spot, i) => {
        const name = markers[i].box.querySelector(".name");
        name.hidden = !spot;
        if (spot) Object.assign(name.style, { left: `calc(50% + ${spot.x}px)`, top: `calc(50% + ${spot.y}px)`, fontSize: `${size}px` });
      });
    }

    lead(from, to) {
      const drawn = { interactive: false, renderer: this.map.options.renderer };
      L.polyline([from, to], { ...drawn, className: "leader" }).addTo(this.leaders);
      L.circleMarker(from, { ...drawn, radius: 2, className: "dot" }).addTo(this.leaders);
    }

    /** Keep the symbols in the copy of the world that is in view. */
    wrap() {
      const stray = [...this.markers.values()].some(
        ({ place, _latlng }) => Math.abs(_latlng.lng - this.longitude(place)) > 180
      );
      if (stray) this.arrange();
    }
  }

  /* ---- inset --------------------------------------------------------------------------------------------------- */

  /** Return where a box of `width` × `height` covers the fewest of `taken` (boxes), near `home` and inside `size` (px). */
  function freeSpot(width, height, taken, home, size) {
    const margin = { left: 16, right: 16, top: 64, bottom: 34 };
    let best = { cost: Infinity };
    for (let x = margin.left; x <= size.x - width - margin.right; x += 24) {
      for (let y = margin.top; y <= size.y - height - margin.bottom; y += 24) {
        const covered = taken.filter((box) => overlaps({ x, y, width, height }, box)).length;
        const cost = covered * 1e4 + Math.hypot(x + width / 2 - home.x, y + height / 2 - home.y);
        if (cost < best.cost) best = { cost, covered, x, y };
      }
    }
    return best;
  }

  class Inset {
    constructor(atlas, bounds) {
      this.atlas = atlas;
      this.bounds = bounds;
      this.box = element("section", "inset", document.body);
      this.title = element("button", "inset-title", this.box);
      this.title.type = "button";
      this.title.addEventListener("click", () => atlas.jump(bounds));
      this.map = L.map(element("div", "inset-map", this.box), {
        attributionControl: false, zoomControl: false, dragging: false, scrollWheelZoom: false, doubleClickZoom: false,
        touchZoom: false, boxZoom: false, keyboard: false, zoomSnap: 0, tap: false, renderer: L.svg({ padding: 0.1 }),
        fadeAnimation: false, zoomAnimation: false,
      });
      this.map.getContainer().tabIndex = -1;
      this.map.fitBounds(bounds);
      this.symbols = new Symbols(this.map, atlas, ".inset-title");
      const drawn = { interactive: false, renderer: atlas.map.options.renderer };
      this.window = L.rectangle(bounds, { ...drawn, className: "window" });
      this.rays = L.polyline([], { ...drawn, className: "ray" });
      atlas.map.on("move", () => this.aim());
      this.dots = L.layerGroup();
    }

    /** Stand where no place is hidden (or under the world, on a narrow screen), at the largest size that fits. */
    settle() {
      if (!this.docked) this.float(this.atlas.map.getSize());
      this.map.invalidateSize({ animate: false });
      this.map.fitBounds(this.bounds, { animate: false });
      this.symbols.arrange();
    }

    dock() {
      this.docked = window.innerWidth < NARROW;
      document.body.classList.toggle("docked", this.docked);
      if (this.docked) this.box.removeAttribute("style");
    }

    float(size) {
      const { map, places } = this.atlas;
      const outside = places.filter((place) => !this.holds(place));
      const taken = outside.map((place) => {
        const { x, y } = map.latLngToContainerPoint([place.latitude, this.atlas.symbols.longitude(place)]);
        return boxOf({ x, y, r: 30 * this.atlas.scale });
      });
      taken.push(...[".legend", ".leaflet-control-zoom"].map((box) => document.querySelector(box).getBoundingClientRect()));
      const centre = map.latLngToContainerPoint(this.bounds.getCenter());
      taken.push(boxOf({ ...centre, r: map.latLngToContainerPoint(this.bounds.getSouthEast()).x - centre.x }));
      const home = centre.add([size.x * 0.2, 0]); // rather in the Pacific than in the Indian Ocean
      const corner = map.project(this.bounds.getSouthEast(), 5).subtract(map.project(this.bounds.getNorthWest(), 5));
      let spot = { covered: Infinity };
      for (let height = clamp(size.y * 0.52, 240, 640); spot.covered > 0 && height >= 220; height -= 20) {
        const width = (height - 4) * (corner.x / corner.y);
        spot = { ...freeSpot(width, height, taken, home, size), width, height };
      }
      this.spot = spot;
      this.fits = spot.covered === 0;
      Object.assign(this.box.style, {
        left: `${spot.x}px`, top: `${spot.y}px`, width: `${spot.width}px`, height: `${spot.height}px`,
      });
    }

    /** Draw the rays from the window on the world to the inset that enlarges it. */
    aim() {
      if (this.docked || this.box.hidden || !this.spot) return;
      const { map } = this.atlas;
      const { x, y, width, height } = this.spot;
      const east = x > map.latLngToContainerPoint(this.bounds.getCenter()).x;
      const at = (row) => map.containerPointToLatLng([east ? x : x + width, row]);
      const [top, bottom] = east
        ? [this.bounds.getNorthEast(), this.bounds.getSouthEast()]
        : [this.bounds.getNorthWest(), this.bounds.getSouthWest()];
      this.rays.setLatLngs([[top, at(y + 6)], [bottom, at(y + height - 6)]]);
    }

    holds(place) {
      return this.bounds.contains([place.latitude, place.longitude]);
    }

    /** Return whether the inset shows its places now: not where it would hide others, nor when the world is near enough. */
    active() {
      return this.docked || (this.fits && this.atlas.map.getZoom() < this.atlas.home + 1);
    }

    show(places) {
      const active = this.active();
      this.box.hidden = !active;
      this.title.textContent = this.atlas.words().chinese_cities;
      this.symbols.show(active ? places : []);
      this.dots.clearLayers();
      [this.window, this.dots, this.rays].forEach((layer) => (active ? layer.addTo(this.atlas.map) : layer.remove()));
      if (!active) return;
      this.aim();
      places.forEach((place) => {
        const drawn = { interactive: false, renderer: this.atlas.map.options.renderer };
        L.circleMarker([place.latitude, place.longitude], { ...drawn, radius: 1.6, className: "dot" }).addTo(this.dots);
      });
    }
  }

  /* ---- the whole ----------------------------------------------------------------------------------------------- */

  class Atlas {
    constructor(map, options) {
      Object.assign(this, { map, places: options.places, themes: options.themes, allWords: options.words });
      this.view = { language: "zh", shown: {}, city: null, themes: [] };
      this.scale = magnify();
      this.prepare();
      this.symbols = new Symbols(map, this, ".inset, .bar, .legend");
      this.addInset();
      this.addBar();
      this.addLegend();
      this.resize();
      map.setMaxBounds(LIMITS);
      map.on("zoomend", () => this.inset && this.inset.active() === this.inset.box.hidden && this.refresh());
      map.on("moveend", () => this.recentre());
      new ResizeObserver(() => this.resize()).observe(document.documentElement);
      window.addEventListener("message", () => this.followTheme());
      this.followTheme();
      this.drawLand(options.land);
    }

    prepare() {
      const { map } = this;
      colour(this.themes);
      map.options.renderer = L.svg({ padding: 0.3 });
      map.getContainer().setAttribute("role", "application");
      map.attributionControl.setPrefix(false);
      map.setMaxZoom(CLOSEST_ZOOM);
      map.options.maxBounds = L.latLngBounds(LIMITS); // for the first view; set as usual, the map would glide there
      L.control.zoom({ position: "bottomright", zoomInText: "+", zoomOutText: "−" }).addTo(map);
    }

    async drawLand(coming) {
      const { geometry } = await coming;
      const land = landPath(geometry.coordinates);
      drawBase(this.map, land, { halo: true });
      if (this.inset) drawBase(this.inset.map, land, { halo: true });
      document.body.classList.add("ready");
    }

    words() {
      return this.allWords[this.view.language];
    }

    name(place) {
      return place["city_" + this.view.language];
    }

    cases(count) {
      const { one_case, many_cases } = this.words();
      return fill(count === 1 ? one_case : many_cases, { "%d": count });
    }

    describe(place) {
      return fill(this.words().place_label, { "%s": this.name(place), "%c": this.cases(place.cases) });
    }

    caption(place) {
      const box = element("div", "");
      element("strong", "", box, this.name(place));
      element("span", "", box, this.cases(place.cases));
      return box;
    }

    /* -- what is shown -- */

    show(view) {
      const shown = JSON.stringify(view);
      if (shown === this.seen) return;
      this.seen = shown;
      this.view = view;
      this.speak();
      this.refresh();
      [...this.legend.children].forEach((button) => {
        button.setAttribute("aria-pressed", String(this.view.themes.includes(button.dataset.theme)));
      });
    }

    /** Return the rows of the places that the view shows, in the order of `places`. */
    shown() {
      return this.places
        .filter((place) => Object.hasOwn(this.view.shown, place.city_id))
        .map((place) => {
          const [cases, themes] = this.view.shown[place.city_id];
          return { ...place, cases, themes };
        });
    }

    refresh() {
      const shown = this.shown();
      const box = this.map.getContainer();
      box.dataset.places = shown.length;
      box.dataset.cases = shown.reduce((sum, place) => sum + place.cases, 0);
      box.setAttribute("aria-label", this.words().map_label);
      const inInset = (place) => this.inset && this.inset.active() && this.inset.holds(place);
      this.symbols.show(shown.filter((place) => !inInset(place)));
      if (this.inset) this.inset.show(shown.filter((place) => this.inset.holds(place)));
    }

    /** Choose a city; again: let it go. The page around the map decides what follows. */
    choose(city) {
      this.page().set("city", city === this.view.city ? "" : city);
    }

    page() {
      return window.parent.atlasPage;
    }

    /* -- where we are -- */

    goHome(animate) {
      const { map } = this;
      const { x, y } = map.getSize();
      if (!x || !y) return;
      const bounds = boundsOf(this.places);
      map.options.minZoom = 0; // that of a larger window would not let the world become smaller
      const whole = Math.log2(x / 256); // below, the world would stand beside itself
      this.home = Math.max(whole, map.getBoundsZoom(bounds, false, L.point(110, 150)));
      map.options.minZoom = this.home;
      const middle = map.project(bounds.getNorthWest(), 0).add(map.project(bounds.getSouthEast(), 0)).divideBy(2);
      map.setView(map.unproject(middle, 0), this.home, { animate: Boolean(animate) && !CALM.matches });
    }

    jump(bounds) {
      const frame = { padding: [70, 70], maxZoom: CLOSEST_ZOOM - 1, duration: 0.8, animate: !CALM.matches };
      this.map.flyToBounds(bounds, frame);
    }

    /** Return the bounds to fly to for `places`: never closer than 1,200 km across. */
    frameOf(places) {
      const bounds = boundsOf(places);
      return bounds.extend(bounds.getCenter().toBounds(1.2e6));
    }

    recentre() {
      const centre = this.map.getCenter();
      if (Math.abs(centre.lng - CENTRE) <= 190) return;
      const wrapped = centre.lng - 360 * Math.round((centre.lng - CENTRE) / 360);
      this.map.setView([centre.lat, wrapped], this.map.getZoom(), { animate: false });
    }

    resize() {
      const { map } = this;
      const size = `${window.innerWidth} ${window.innerHeight}`;
      if (size === this.size) return;
      this.size = size;
      this.scale = magnify();
      if (this.inset) this.inset.dock();
      const far = !this.home || map.getZoom() <= this.home + 0.01;
      map.invalidateSize({ animate: false });
      if (far) this.goHome();
      if (this.inset) this.inset.settle();
      this.refresh();
    }

    followTheme() {
      const paper = getComputedStyle(document.body).backgroundColor.match(/\d+/g) || [255, 255, 255];
      document.documentElement.dataset.theme = Number(paper[0]) + Number(paper[1]) < 256 ? "dark" : "light";
    }

    /* -- inset, jump bar, legend -- */

    addInset() {
      const chinese = this.places.filter(({ country }) => ["CN", "HK", "MO", "TW"].includes(country));
      if (chinese.length < INSET_LEAST) return;
      this.inset = new Inset(this, L.latLngBounds(chinese.map((p) => [p.latitude, p.longitude])).pad(0.11));
    }

    addBar() {
      const chinese = this.places.filter(({ country }) => ["CN", "HK", "MO", "TW"].includes(country));
      const go = (places) => () => this.jump(this.frameOf(places));
      this.jumps = [["world", () => this.goHome(true)]];
      if (chinese.length) this.jumps.push(["china", go(chinese)]);
      ["asia", "europe", "americas", "africa", "oceania"].forEach((continent) => {
        const there = this.places.filter((place) => place.continent === continent);
        if (there.length) this.jumps.push([continent, go(there)]);
      });
      this.jumps.push(["fit", () => this.fit()]);
      this.bar = element("nav", "bar", document.body);
      this.jumps.forEach(([name, act]) => {
        const button = element("button", name, this.bar);
        button.type = "button";
        button.dataset.jump = name;
        button.addEventListener("click", act);
      });
    }

    fit() {
      const shown = this.shown();
      if (shown.length) this.jump(this.frameOf(shown));
    }

    nameBar() {
      const words = this.words();
      ["in", "out"].forEach((way) => {
        const button = document.querySelector(`.leaflet-control-zoom-${way}`);
        button.title = words[`zoom_${way}`];
        button.setAttribute("aria-label", words[`zoom_${way}`]);
      });
      this.bar.setAttribute("aria-label", words.jump_to);
      [...this.bar.children].forEach((button) => {
        button.textContent = words[button.dataset.jump];
        if (button.dataset.jump === "fit") button.title = words.fit_hint;
      });
    }

    addLegend() {
      this.legend = element("section", "legend", document.body);
      this.themes.forEach((theme) => {
        const button = element("button", "", this.legend);
        button.type = "button";
        button.dataset.theme = theme.theme;
        button.addEventListener("click", () => this.page().toggle("theme", theme.theme));
        ["pointerenter", "focus"].forEach((on) => button.addEventListener(on, () => this.hint(theme.theme)));
        ["pointerleave", "blur"].forEach((off) => button.addEventListener(off, () => this.hint(null)));
      });
    }

    /** Dim every place without `theme`: what choosing it would leave. */
    hint(theme) {
      const symbols = [this.symbols, ...(this.inset ? [this.inset.symbols] : [])];
      symbols.flatMap(({ markers }) => [...markers.values()]).forEach((marker) => {
        marker.box.classList.toggle("dim", Boolean(theme) && !marker.place.themes.includes(theme));
      });
    }

    nameLegend() {
      const words = this.words();
      this.legend.setAttribute("aria-label", words.legend);
      [...this.legend.children].forEach((button, index) => {
        const theme = this.themes[index];
        const name = theme["name_" + this.view.language];
        button.replaceChildren(symbol(1, [theme.theme], this));
        element("span", "", button, name);
        button.title = fill(words.legend_hint, { "%s": name });
      });
    }

    /** Speak the language of the view: words on the map that stay while places come and go. */
    speak() {
      const { language } = this.view;
      if (this.spoken === language) return;
      this.spoken = language;
      document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
      this.nameBar();
      this.nameLegend();
      Object.values(this.allWords).forEach((words) => this.map.attributionControl.removeAttribution(words.attribution));
      this.map.attributionControl.addAttribution(this.words().attribution);
      if (this.inset) this.inset.settle(); // bar and legend have changed their size
    }
  }

  let views = [];
  window.showAtlas = (view) => views.push(view);
  window.atlas = async (map, options) => {
    const [land, data] = [options.land, options.data].map(fetchJson);
    // The page gives the frame its height; telling it again after every change costs each viewer 15 ms.
    if (window.Streamlit) window.Streamlit.setFrameHeight = () => {};
    await styled();
    const made = new Atlas(map, { land, ...(await data) });
    // The page may have shown a later view already, faster than Streamlit runs.
    const late = ({ address }) => ![undefined, null, address].includes(window.parent.atlasPage?.shown);
    window.showAtlas = (view) => late(view) || made.show(view);
    views.forEach(window.showAtlas);
    window.theAtlas = made;
  };
})();
