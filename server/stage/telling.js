/* What is told of each stop, and of the cases beside the tour: it came with the page, or the server tells it when it is
   asked for. */

/** @import { Plan } from "./page_data.js" */
/** @import { Stop } from "../../geo/tour/presentation.js" */

import { elementOf } from "../../geo/tour/elements.js";
import { setParameters } from "./query.js";

const TELLING_PATIENCE_MS = 5000;

/**
 * @param {Document} page
 * @param {string} id of a template
 */
const templatesOf = (page, id) => /** @type {HTMLTemplateElement} */ (page.getElementById(id)).content.children;

export class Telling {
  /** @type {Map<Stop, Element>} */
  #words = new Map();
  /** @type {Map<string, Stop>} by the id of their case */
  #cases = new Map();

  /**
   * @param {Pick<Plan, "stops" | "others" | "whole">} plan
   * @param {string} other query of a page that tells one case
   */
  constructor({ stops, others, whole }, other) {
    this.whole = whole;
    this.other = other;
    this.cards = elementOf("cards", HTMLTemplateElement).content.children;
    this.#take(stops, this.cards);
    this.#take(others, templatesOf(document, "others"));
  }

  /**
   * @param {Stop[]} stops
   * @param {HTMLCollection} words of each
   */
  #take(stops, words) {
    stops.forEach((stop, index) => {
      this.#keep(stop, words[index]);
    });
  }

  /**
   * @param {Stop} stop
   * @param {Element} words
   */
  #keep(stop, words) {
    this.#words.set(stop, words);
    if (stop.case) this.#cases.set(stop.case, stop);
  }

  /**
   * Return a copy of the words of a stop.
   *
   * @param {Stop} stop
   */
  wordsOf(stop) {
    return [...(this.#words.get(stop)?.cloneNode(true).childNodes ?? [])];
  }

  /**
   * Return the stop that tells a case, in the tour or beside it, if it is at hand.
   *
   * @param {string} id
   */
  caseOf(id) {
    return this.#cases.get(id);
  }

  /**
   * Return the stop that tells a case; undefined if there is none, or if the server would have to tell it and is away.
   *
   * @param {string} id
   */
  async find(id) {
    if (!this.#cases.has(id) && !this.whole) await this.#fetch(id);
    return this.#cases.get(id);
  }

  /** @param {string} id */
  async #fetch(id) {
    const address = new URL(this.other, window.location.href);
    setParameters(address, { case: id });
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(TELLING_PATIENCE_MS) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const { plan } = JSON.parse(page.getElementById("plan")?.textContent ?? "{}");
      const index = plan.stops.findIndex((/** @type {Stop} */ stop) => stop.case === id);
      if (index >= 0) this.#keep(plan.stops[index], templatesOf(page, "cards")[index]);
    } catch {
      // the server is away, or cannot tell it now
    }
  }
}
