/* The script of the page, run as a browser runs it: as a classic script, and again for each language. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as timers from "node:timers";
import { runInNewContext } from "node:vm";

/** @import { AtlasPage, View } from "../../geo/map/types.d.ts" */

const PARTS = ["own_tour.js", "ticks.js", "phrases.js", "title_breaks.js", "page.js"]; // in the order in which the server joins them
const SCRIPT = PARTS.map((name) => readFileSync(new URL(`../../pages/parts/${name}`, import.meta.url), "utf-8"))
  .join("\n")
  .replace(/^import .*;$/gm, "")
  .replace(/^export /gm, "");
/** @type {View} */
const VIEW = { shown: {}, partly: {}, language: "en", city: "cairo", themes: [], address: "the view's" };

class PopStateEvent {}
class MutationObserver {
  observe() {}
}

/** A browser with as much of a page as the script needs to change the address; a map stands in its frame. */
class Browser {
  /** @type {string[]} */
  fetched = [];
  /** @type {View[]} */
  shown = [];
  /** @type {string[]} */
  visited = [];
  runs = 0; // of the page, after the address has changed

  /** @param {string} address */
  constructor(address) {
    this.location = new URL(address);
    const caseMap = { show: (/** @type {View} */ view) => this.shown.push(view) };
    this.document = {
      documentElement: { lang: "" },
      currentScript: { dataset: {} },
      querySelector: (/** @type {string} */ selector) =>
        selector.endsWith("iframe") ? { contentWindow: { caseMap } } : null,
      getElementById: () => null,
      querySelectorAll: () => [],
      addEventListener: () => {},
    };
    this.window = {
      /** @type {AtlasPage | undefined} */
      atlasPage: undefined,
      location: this.location,
      history: { pushState: this.#visit, replaceState: this.#visit },
      addEventListener: () => {},
      dispatchEvent: () => {
        this.runs += 1;
      },
      // Node need not wait for what a page has put off.
      setTimeout: (/** @type {() => void} */ run, /** @type {number} */ delay) => timers.setTimeout(run, delay).unref(),
      setInterval: () => 0,
    };
  }

  #visit = (/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {URL} */ address) => {
    this.visited.push(address.search);
    this.location.href = address.href;
  };

  #fetch = async (/** @type {string} */ address) => {
    this.fetched.push(new URL(address, this.location).href);
    return { ok: true, json: async () => VIEW };
  };

  /**
   * Run the script as the page in `language` does; return what it offers to the map.
   *
   * @param {string} language
   */
  run(language) {
    this.document.currentScript = {
      dataset: { page: JSON.stringify({ language, words: { copied: language }, view: "assets/view.json" }) },
    };
    const { window, document } = this;
    const known = { AbortController, MutationObserver, PopStateEvent, URL, URLSearchParams, performance };
    runInNewContext(`{${SCRIPT}}`, { ...known, window, document, fetch: this.#fetch });
    assert(window.atlasPage);
    return window.atlasPage;
  }

  /**
   * Return a promise that the page has run `count` times.
   *
   * @param {number} count
   */
  async ran(count) {
    while (this.runs < count) await new Promise((done) => setTimeout(done, 1));
  }
}

for (const [address, expected] of [
  ["https://host/", "https://host/assets/view.json?city=cairo&lang=en"],
  ["https://host/cases?lang=zh", "https://host/assets/view.json?lang=zh&city=cairo"],
  ["https://host/atlas/?q=a", "https://host/atlas/assets/view.json?q=a&city=cairo&lang=en"],
  ["https://host/a/b/near", "https://host/a/b/assets/view.json?city=cairo&lang=en"],
]) {
  test(`the map asks for its view beside the page ${address}`, async () => {
    const browser = new Browser(address);
    const page = browser.run("en");
    page.set("city", "cairo");
    await browser.ran(1);
    assert.deepEqual(browser.fetched, [expected]);
    assert.deepEqual(browser.shown, [VIEW]);
    assert.equal(page.shown, VIEW.address);
  });
}

test("a parameter is set, replaced and taken away", async () => {
  const browser = new Browser("https://host/?lang=en&q=a");
  const page = browser.run("en");
  page.set("city", "cairo");
  page.set("city", "oslo", "replaceState");
  page.set("city", "");
  await browser.ran(3);
  assert.deepEqual(browser.visited, ["?lang=en&q=a&city=cairo", "?lang=en&q=a&city=oslo", "?lang=en&q=a"]);
});

test("a chosen city closes the case that was open, and so does none", async () => {
  const browser = new Browser("https://host/?lang=en&case=2024-cn-01");
  browser.run("en").set("city", "oslo");
  await browser.ran(1);
  assert.deepEqual(browser.visited, ["?lang=en&city=oslo"]);
});

test("a value joins the others of its parameter, and leaves them when it is chosen again", async () => {
  const browser = new Browser("https://host/?lang=en");
  const page = browser.run("en");
  page.toggle("theme", "smart");
  page.toggle("theme", "people");
  page.toggle("theme", "smart");
  await browser.ran(3);
  assert.deepEqual(browser.visited, [
    "?lang=en&theme=smart",
    "?lang=en&theme=smart&theme=people",
    "?lang=en&theme=people",
  ]);
});

test("run again in another language, the script changes its words and nothing else", async () => {
  const browser = new Browser("https://host/");
  const first = browser.run("zh");
  assert.equal(browser.document.documentElement.lang, "zh-CN");
  const second = browser.run("en");
  assert.equal(browser.document.documentElement.lang, "en");
  assert.equal(second, first);
  assert.equal(second.words.copied, "en");
  second.set("city", "cairo");
  await browser.ran(1);
  assert.deepEqual(browser.visited, ["?city=cairo&lang=en"]);
});
