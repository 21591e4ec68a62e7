/* What the server gives to the map (geo/map/folium_map.py), shapes that its modules share, and all that is global. */

import type { MultiPolygon } from "geojson";
import type { CaseMap } from "./case_map.js";
import type { Labels } from "./labels.js";
import type { TourMap } from "./tour.js";

export type Language = "zh" | "en";

/** A city with at least one case; degrees of WGS 84. */
export interface Place {
  city_id: string;
  city_zh: string;
  city_en: string;
  country: string;
  continent: string;
  latitude: number;
  longitude: number;
}

/** A place of the view, with its cases there and their themes, the most frequent first. */
export interface ShownPlace extends Place {
  cases: number;
  themes: string[];
}

export interface Theme {
  theme: string;
  name_zh: string;
  name_en: string;
  glyph_zh: string;
  glyph_en: string;
  color_light: string;
  color_dark: string;
}

/** What the map says in one language; beside these, the name of each continent by its key. */
export type Words = {
  one_case: string;
  many_cases: string;
  place_label: string;
  many_places: string;
  map_label: string;
  attribution: string;
  chinese_cities: string;
  jump_to: string;
  both: string;
  world: string;
  china: string;
  fit: string;
  fit_hint: string;
  zoom_in: string;
  zoom_out: string;
  legend: string;
  legend_hint: string;
  new: string;
  again: string;
  unmarked: string;
  in_tour: string;
  tick_hint: string;
  untick_hint: string;
};

/** What never changes while the data stays the same. */
export interface MapData {
  places: Place[];
  themes: Theme[];
  continents: string[]; // in the order of the jump bar
  words: Record<Language, Words>;
  cases: Record<string, string[]>; // the ids of all cases of each city
  ages: Record<string, Age>; // of each city, if there are several editions
  latest: string; // edition
  approval: Record<Language, string>; // the line with the map's approval number; empty if it has none
}

/** Whether a city has cases in the latest edition alone, also in an earlier one, or in earlier ones only. */
export type Age = "new" | "again" | "before";

/** The land of the base map, as GeoJSON. */
export interface Land {
  geometry: MultiPolygon;
}

/** By city: how many cases, and their themes. */
export type Shown = Record<string, [cases: number, themes: string[]]>;

/** What the map is to show; `address` names the view. */
export interface View {
  shown: Shown;
  partly: Record<string, number[]>; // by city that is not shown whole: which of its cases are, as MapData has them
  language: Language;
  city: string | null;
  themes: string[];
  address: string;
}

/** Where a layer fetches land and data. */
export interface LayerOptions {
  land: string;
  data: string;
}

/** A tour as a whole (server/stage/client_plan.py), as far as the map needs it. */
export interface TourPlan {
  shown: Shown;
  chapters: { theme: string; cities: string[]; signs?: Record<string, string> }[]; // signs by city
  language: Language;
  hall: string;
}

/** A stop of a tour, as far as the map needs it; `chapter` is an index. */
export interface TourStop {
  kind: string;
  city: string | null;
  theme: string;
  chapter: number | null;
}

export interface Point {
  x: number;
  y: number;
}

export interface Circle extends Point {
  r: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** What a phone shows of the world and the inset under it. */
export type Part = "both" | "world" | "china";

/** A box, and how many others it covers. */
export interface Spot extends Box {
  covered: number;
}

/** All that the look of a symbol depends on beside its place. */
export interface SymbolStyle {
  themes: readonly Theme[];
  scale: number;
  labels: Labels;
}

/** What the page says in the browser: of Streamlit's parts, and of the tour. */
type PageWord =
  | ("skip" | "sidebar" | "collapse" | "expand" | "choose" | "remove" | "copied" | "close" | "lost" | "waits")
  | ("ticked" | "full" | "strange" | "unkept");

/** What page.js offers to the map in its frame; a `way` other than "pushState" replaces the address in the history. */
export interface AtlasPage {
  language: Language;
  words: Record<PageWord, string>;
  above(): DOMRect[]; // the boxes of what the page lays over the map
  shown: string | null; // the address of the view that the map was given last, before the page has run
  set(name: string, value: string, way?: "pushState" | "replaceState"): void;
  toggle(name: string, value: string): void;
  lightRows(city: string): void; // in the list beside the map; "": none
  tourCases(): string[]; // the ids of the cases of the tour that this browser keeps
  tick(cases: readonly string[]): void; // put them into the tour, or take them out if all are in
}

declare global {
  interface Window {
    // Called by the script that folium writes.
    drawCaseMap(map: L.Map, options: LayerOptions): Promise<void>;
    drawTourMap(map: L.Map, options: LayerOptions): Promise<void>;
    showView(view: View): void;
    // For the page around the frame.
    caseMap?: CaseMap;
    tourReady?: Promise<TourMap>;
    // Of the page around the frame, for the map.
    atlasPage?: AtlasPage;
    atlasDesk?: boolean;
    atlasTour?: string;
    atlasStage?: { openCity(city: string): void };
    // Of streamlit-folium, in the frame.
    Streamlit?: { setFrameHeight(): void };
  }
}
