/* A sheet with a field and a list, in which any case of the atlas is found and chosen. What the page has asked for in
   advance answers at once; what the server finds takes its place. */

/** @import { PageData } from "./page_data.js" */
/** @import { Sought } from "./sought.js" */

import { byId, elementOf } from "../../geo/tour/elements.js";
import { SoughtCases } from "./sought.js";

const MAX_FOUND = 8; // as the server has it
const ANSWER_PATIENCE_MS = 1500; // after which what the page knows is all there is
/** @type {Record<string, number>} how a key moves the choice; a clicker sends PageDown and PageUp */
const CHOICE_STEPS = { ArrowDown: 1, PageDown: 1, ArrowUp: -1, PageUp: -1 };

/** @typedef {{ case: string, city: string, title: string, edition?: string }} Found `edition` where there are several */

/**
 * Return what is read of a case in the language of the page.
 *
 * @param {Sought} sought
 * @returns {Found}
 */
const readSought = ({ case: id, city, title, edition }) => {
  const index = document.documentElement.lang === "en" ? 1 : 0;
  return { case: id, city: city[index], title: title[index] || title[0], edition };
};

/**
 * Return the option of a case; whatever stands in its title is text.
 *
 * @param {Found} found
 * @param {number} index
 */
function makeOption({ city, title, edition }, index) {
  const option = Object.assign(document.createElement("li"), { id: `found-${index}` });
  option.setAttribute("role", "option");
  option.append(
    Object.assign(document.createElement("b"), { textContent: [city, edition].filter(Boolean).join(" · ") }),
    Object.assign(document.createElement("span"), { textContent: title }),
  );
  return option;
}

export class Finder {
  #sheet = byId("find");
  #field = elementOf("sought", HTMLInputElement);
  #list = byId("found");
  #status = byId("unfound");
  /** @type {Found[]} */
  #found = [];
  #chosen = 0; // index
  #isHasty = false; // Enter was pressed before anything was found
  #asking = new AbortController();

  /**
   * @param {Pick<PageData, "words">} page
   * @param {{ show: (id: string) => Promise<boolean>, leave: () => void }} receivers `show` shows a case, and says whether it can; `leave` closes the sheet
   */
  constructor({ words }, { show, leave }) {
    this.words = words;
    this.known = new SoughtCases([]);
    this.ready = this.#learn();
    this.show = show;
    this.#field.addEventListener("input", () => this.#search());
    this.#field.addEventListener("keydown", (event) => this.#onKey(event));
    this.#sheet.addEventListener("pointerdown", (event) => {
      if (event.target !== this.#field) event.preventDefault(); // the field keeps the focus, and with it all keys
    });
    this.#sheet.addEventListener("click", ({ target }) => {
      if (target === this.#sheet) leave();
      const option = target instanceof Element && target.closest("li");
      if (option) this.#choose([...this.#list.children].indexOf(option));
    });
  }

  get isOpen() {
    return !this.#sheet.hidden;
  }

  /** @param {boolean} wanted */
  toggle(wanted) {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#sheet.hidden = !wanted;
    if (!wanted) return;
    this.#field.value = "";
    this.#draw([]);
    this.#field.focus();
  }

  /** Ask for what cases are found by: it need not come with the page, which a hall waits for. */
  async #learn() {
    try {
      const answer = await fetch(this.words.sought);
      if (answer.ok) this.known = new SoughtCases(await answer.json());
    } catch {
      // the server alone finds, once it answers again
    }
  }

  /** Show what the page knows, and then what the server finds; only when both are silent that there is nothing. */
  async #search() {
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const text = this.#field.value.trim();
    this.#chosen = 0;
    this.#isHasty = false;
    this.#draw(this.known.find(text, MAX_FOUND).map(readSought));
    if (!text) return;
    const found = await this.#ask(text, asking);
    if (asking !== this.#asking) return;
    if (found) this.#draw(found);
    if (!this.#found.length) this.#status.textContent = this.words.nothing;
    else if (this.#isHasty) this.#choose(0);
  }

  /**
   * Return what the server finds, or null if it does not answer.
   *
   * @param {string} text
   * @param {AbortController} asking
   * @returns {Promise<Found[] | null>}
   */
  async #ask(text, asking) {
    const query = new URLSearchParams({ q: text, lang: document.documentElement.lang.slice(0, 2) });
    const timer = window.setTimeout(() => asking.abort(), ANSWER_PATIENCE_MS);
    try {
      const answer = await fetch(`${this.words.find}?${query}`, { cache: "no-store", signal: asking.signal });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    } finally {
      window.clearTimeout(timer);
    }
  }

  /**
   * List what was found; a choice that was made already stays, if it is still there.
   *
   * @param {Found[]} found
   */
  #draw(found) {
    const kept = this.#chosen ? found.findIndex((one) => one.case === this.#found[this.#chosen]?.case) : 0;
    this.#found = found;
    this.#status.textContent = "";
    this.#list.replaceChildren(...found.map(makeOption));
    this.#list.hidden = !found.length;
    this.#field.setAttribute("aria-expanded", String(found.length > 0));
    this.#mark(Math.max(kept, 0));
  }

  /** @param {number} index */
  #mark(index) {
    this.#chosen = index;
    [...this.#list.children].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === index));
    });
    const option = this.#list.children[index];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#field.setAttribute("aria-activedescendant", option.id);
    else this.#field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.isComposing) return; // the key is for the input method
    const step = CHOICE_STEPS[event.key];
    const count = this.#found.length;
    if (!step && event.key !== "Enter") return;
    event.preventDefault();
    if (step && count) this.#mark((this.#chosen + step + count) % count);
    else if (!step) this.#choose(this.#chosen);
  }

  /** @param {number} index */
  async #choose(index) {
    const found = this.#found[index];
    this.#isHasty = !found;
    if (!found) return;
    if (!(await this.show(found.case))) this.#status.textContent = this.words.silent;
  }
}
