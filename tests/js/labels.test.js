/* What the map says in either language. */
import assert from "node:assert/strict";
import test from "node:test";

import { fill, Labels, placeName } from "../../geo/map/labels.js";

/** @import { Words } from "../../geo/map/types.d.ts" */

const PLACE = {
  city_id: "cairo",
  city_zh: "开罗",
  city_en: "Cairo",
  country: "EG",
  continent: "africa",
  latitude: 30.06,
  longitude: 31.25,
};
const THEME = {
  theme: "people",
  name_zh: "人民",
  name_en: "People",
  glyph_zh: "民",
  glyph_en: "P",
  color_light: "#000",
  color_dark: "#fff",
};
/** @type {Words & { africa: string }} */
const WORDS = {
  one_case: "%d case",
  many_cases: "%d cases",
  place_label: "%s, %c",
  many_places: "%d places",
  map_label: "World map of the cases",
  attribution: "Base map",
  chinese_cities: "Chinese cities",
  jump_to: "Jump to",
  both: "Both maps",
  world: "World",
  china: "China",
  africa: "Africa",
  fit: "Zoom to results",
  fit_hint: "Zoom to the places found",
  zoom_in: "Zoom in",
  zoom_out: "Zoom out",
  legend: "Themes",
  new: "new in %s",
  again: "again in %s",
  unmarked: "no sign: only before %s",
  in_tour: "",
  tick_hint: "",
  untick_hint: "",
  legend_hint: "Show only “%s”, or all again",
};

test("marks are filled with whatever text the values hold", () => {
  assert.equal(fill("%s, %c", { "%s": "$& %c $1", "%c": "2 cases" }), "$& %c $1, 2 cases");
  assert.equal(fill("%d of %d", { "%d": 3 }), "3 of 3");
  assert.equal(fill("100%", {}), "100%");
});

test("one case is said otherwise than none and several", () => {
  const labels = new Labels("en", WORDS);
  assert.deepEqual(
    [0, 1, 2].map((count) => labels.cases(count)),
    ["0 cases", "1 case", "2 cases"],
  );
});

test("places and themes are named in the language of the view", () => {
  const [chinese, english] = [new Labels("zh", WORDS), new Labels("en", WORDS)];
  assert.deepEqual([chinese.place(PLACE), chinese.theme(THEME), chinese.glyph(THEME)], ["开罗", "人民", "民"]);
  assert.deepEqual([english.place(PLACE), english.theme(THEME), english.glyph(THEME)], ["Cairo", "People", "P"]);
  assert.equal(placeName(PLACE, "en"), "Cairo");
});

test("a place is described with its number of cases, a theme with what its button does", () => {
  const labels = new Labels("en", WORDS);
  assert.equal(labels.placeWithCases({ ...PLACE, cases: 1, themes: [] }), "Cairo, 1 case");
  assert.equal(labels.themeHint(THEME), "Show only “People”, or all again");
});

test("the jump bar names continents as well as its other aims", () => {
  const labels = new Labels("en", WORDS);
  assert.deepEqual(
    ["world", "africa", "fit"].map((key) => labels.jump(key)),
    ["World", "Africa", "Zoom to results"],
  );
});
