/* The tour on paper, for whoever prints the stage: its stops one after the other, as handout.css lays them out. */

import { byId } from "../../geo/tour/elements.js";

/**
 * Put all stops on the page when it is printed, and only then.
 *
 * @param {HTMLCollection} templates the words of each stop, in order
 */
export function offerHandout(templates) {
  const handout = byId("handout");
  window.addEventListener("beforeprint", () => {
    handout.replaceChildren(...[...templates].map((stop) => stop.cloneNode(true)));
  });
  window.addEventListener("afterprint", () => handout.replaceChildren());
}
