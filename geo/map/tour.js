/* The map of a stage: small lights for all places of a tour, those of the chapter brighter, one unmistakable.

   tour(map, options) is called once and fetches land, places and themes; `window.tourReady` is the promise of the tour, and
   its show(stop, free) flies to a stop. What the tour tells comes from the page around the frame, which also takes the
   keys and answers a click on a place. */
(() => {
  "use strict";

  const { clamp, element, landPath, drawBase, eastOfCut, boundsOf, colour, styled, fetchJson } = window.atlasBase;

  const CASE_ZOOM = 4.3; // at 1080 lines: a place with its neighbour countries
  const FAR = 7; // the closest that a speaker may go by hand: 1:50m land has nothing to show beyond
  const FLIGHT = 1.3; // seconds
  const PADDING = 0.09; // of the free part of the screen, on each of its sides
  const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

  class Tour {
    constructor(map, { places, themes }, land) {
      Object.assign(this, { map, all: places, themes: themes.map(({ theme }) => theme), markers: new Map() });
      this.drawn = this.drawLand(land); // a promise
      colour(themes);
      map.setMaxZoom(FAR);
      map.keyboard.disable(); // the arrows move the tour
      map.getContainer().tabIndex = -1; // Tab goes from place to place
      map.attributionControl.remove(); // the closing stop says it, large enough to be read
      map.options.zoomSnap = 0;
      map.setView([20, 150], 2, { animate: false });
    }

    async drawLand(coming) {
      const { geometry } = await coming;
      drawBase(this.map, landPath(geometry.coordinates), { halo: false });
      document.body.classList.add("ready");
    }

    /** Draw the places of a tour: `shown` tells by city how many cases it has and which themes. */
    plan({ shown, chapters, language, hall }) {
      document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
      document.documentElement.dataset.theme = hall === "dark" ? "dark" : "light";
      this.chapters = chapters.map(({ theme, cities }) => ({ theme, cities: new Set(cities) }));
      this.places = this.all.filter(({ city_id }) => Object.hasOwn(shown, city_id));
      this.markers.forEach((marker) => marker.remove());
      this.markers = new Map(this.places.map((place) => [place.city_id, this.draw(place, shown[place.city_id], language)]));
      const box = this.map.getContainer();
      box.dataset.places = this.places.length;
      box.dataset.cases = Object.values(shown).reduce((sum, [cases]) => sum + cases, 0);
    }

    draw(place, [cases, themes], language) {
      const icon = L.divIcon({ className: "place", iconSize: null });
      const marker = L.marker([place.latitude, eastOfCut(place.longitude)], { icon, keyboard: false }).addTo(this.map);
      const box = marker.getElement();
      const name = place[`city_${language}`];
      Object.assign(box.dataset, { city: place.city_id, cases, theme: themes[0] || "" });
      box.tabIndex = 0;
      box.title = name;
      box.setAttribute("role", "button");
      box.setAttribute("aria-label", `${name}, ${cases}`);
      element("i", "", box);
      marker.on("click", () => window.parent.atlasStage?.openCity(place.city_id));
      return marker;
    }

    /** Light what `stop` is about and go there; `free` is the box (px) that the words leave to the map. */
    show(stop, free, { animate = true } = {}) {
      Object.assign(this, { stop, free });
      const chapter = stop.chapter === null ? null : this.chapters[stop.chapter];
      this.markers.forEach((marker, city) => {
        const box = marker.getElement();
        const focus = city === stop.city;
        const lit = focus || !chapter || chapter.cities.has(city);
        const theme = focus ? stop.theme : (lit && chapter?.theme) || box.dataset.theme;
        box.classList.remove(...this.themes);
        if (theme) box.classList.add(theme);
        box.classList.toggle("focus", focus);
        box.classList.toggle("lit", lit && (!stop.city || Boolean(chapter)));
        box.setAttribute("aria-pressed", String(focus));
        marker.setZIndexOffset(focus ? 2000 : lit ? 1000 : 0);
      });
      this.go(animate && !CALM.matches);
    }

    go(animate) {
      const { centre, zoom } = this.target();
      if (animate) this.map.flyTo(centre, zoom, { duration: FLIGHT });
      else this.map.setView(centre, zoom, { animate: false });
    }

    /** Return where the map must stand for the stop to lie in the middle of the free part of the screen. */
    target() {
      const { map, stop, free } = this;
      const size = map.getSize();
      const place = this.places.find(({ city_id }) => city_id === stop.city);
      const lit = stop.kind === "chapter" ? this.places.filter(({ city_id }) => this.chapters[stop.chapter].cities.has(city_id)) : this.places;
      const bounds = place || !lit.length ? null : boundsOf(lit);
      const zoom = bounds ? this.zoomFor(bounds) : place ? this.closeness() : Math.log2(size.x / 256);
      const at = place ? [place.latitude, eastOfCut(place.longitude)] : bounds ? this.middle(bounds) : [20, 150];
      const offset = L.point(free.x + free.width / 2, free.y + free.height / 2).subtract(size.divideBy(2));
      return { centre: map.unproject(map.project(at, zoom).subtract(offset), zoom), zoom };
    }

    /** Return the zoom at which `bounds` fill the free part of the screen, no closer than a case is shown. */
    zoomFor(bounds) {
      const [northWest, southEast] = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => this.map.project(corner, 0));
      const wide = (this.free.width * (1 - 2 * PADDING)) / Math.max(southEast.x - northWest.x, 1e-9);
      const high = (this.free.height * (1 - 2 * PADDING)) / Math.max(southEast.y - northWest.y, 1e-9);
      return clamp(Math.log2(Math.min(wide, high)), 0, this.closeness());
    }

    closeness() {
      return clamp(CASE_ZOOM + Math.log2(this.map.getSize().y / 1080), 2, 5.5);
    }

    middle(bounds) {
      const [northWest, southEast] = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => this.map.project(corner, 0));
      return this.map.unproject(northWest.add(southEast).divideBy(2), 0);
    }

    /** Stand at the same stop on a screen of another size. */
    resize(free) {
      this.map.invalidateSize({ animate: false });
      if (this.stop) this.show(this.stop, free, { animate: false });
    }
  }

  let ready;
  window.tourReady = new Promise((done) => { ready = done; });
  window.tour = async (map, options) => {
    const [land, data] = [options.land, options.data].map(fetchJson);
    await styled();
    ready(new Tour(map, await data, land));
  };
})();
