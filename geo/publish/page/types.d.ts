/* What the page of the atlas is given (geo/publish/page/atlas_data.py), and shapes that its modules share. */

import type { MapData, Place, TourPlan } from "../../map/types.d.ts";

export type Pair = [zh: string, en: string];
export type { Language } from "../../map/types.d.ts";

export interface AtlasData {
  language: "zh" | "en";
  address: string;
  map: MapData;
  land: string;
  facets: Facet[];
  schemes: { name: string; label: Pair; values: Value[] }[];
  editions: { edition: string; title: Pair; announced: string }[];
  countries: Record<string, Pair>;
  cases: Columns;
  facts: { case: number[]; kind: number[]; text: number[]; texts: Pair[]; source: number[]; unsure: number[] };
  sources: [title: string, publisher: string, date: string, url: string][];
  kinds: Pair[];
  notes: [row: number, kind: number, zh: string, en: string][];
  noted: Pair[];
  search: SearchData;
  stops: Stop[];
  plan: TourPlan;
  words: Record<string, string>; // Chinese by English
  method: [name: string, text: string][][]; // by language, Chinese first
  keys: Record<string, string>; // actions of the stage
  code: { picture: string; caption: Pair } | null;
}

export type Value = [value: string, zh: string, en: string];

export interface Facet {
  name: string;
  label: Pair;
  note: Pair | null;
  values: Value[];
}

export interface Columns {
  case_id: string[];
  edition: string[];
  list: string[];
  position: number[];
  continent: string[];
  city: number[];
  zh: string[];
  set: Record<number, string>; // Chinese titles that are shown otherwise than they are written
  en: string[];
  theme: string[][];
  evidence: string[];
  confidence: number[];
  region: Record<string, string[]>;
}

export interface SearchData {
  simplified: string;
  first: Record<string, string>;
  second: Record<string, string>;
  spelt: Record<string, string>;
  synonyms: string[][];
}

export interface Fact {
  kind: number;
  text: Pair;
  source: number;
  isUnsure: boolean;
}

export interface Case {
  id: string;
  row: number;
  place: Place;
  edition: string;
  list: string;
  position: number;
  continent: string;
  title: Pair;
  written: string; // the Chinese title as the table has it
  country: Pair;
  themes: string[];
  evidence: string;
  confidence: number;
  facts: Fact[];
}

/** A stop of the tour: what the presentation walks, and the words of its card. */
export type Stop = import("../../tour/presentation.js").Stop & { names: Pair; title: Pair; lines: Pair[] };

/** What a reader looks at. */
export interface View {
  language: "zh" | "en";
  chosen: Record<string, string[]>; // values by facet
  scheme: string;
  q: string;
  city: string;
  case: string;
  compare: string[];
  page: "map" | "compare" | "stage";
  stop: number;
  look: string; // "light" or "dark"; "": that of the system
}

declare global {
  interface Window {
    // Of the pages in the frames.
    openCaseMap(data: MapData, land: import("../../map/types.d.ts").Land): import("../../map/case_map.js").CaseMap;
    openTourMap(data: MapData, land: import("../../map/types.d.ts").Land): import("../../map/tour.js").TourMap;
  }
}
