/* Boxes by where they are, so that each is held against its neighbours alone. Pure: no document, no Leaflet. */

/** @import { Box } from "./types.d.ts" */

const CELL_PX = 64;
const ROWS = 2 ** 21; // more than a map has at any zoom

/** Numbers of boxes by the cells that these touch. */
export class Grid {
  /** @type {Map<number, number[]>} */
  #cells = new Map();

  /**
   * @param {Box} box
   * @param {number} number of the box
   */
  add(box, number) {
    this.#someCell(box, (cell) => {
      const there = this.#cells.get(cell);
      if (there) there.push(number);
      else this.#cells.set(cell, [number]);
      return false;
    });
  }

  /**
   * Return whether `holds` is true of any box in the cells of `box`; it may be asked twice about the same.
   *
   * @param {Box} box
   * @param {(number: number) => boolean} holds
   */
  some(box, holds) {
    return this.#someCell(box, (cell) => this.#cells.get(cell)?.some(holds) ?? false);
  }

  /**
   * @param {Box} box
   * @param {(cell: number) => boolean} holds
   */
  #someCell({ x, y, width, height }, holds) {
    const [right, bottom] = [Math.floor((x + width) / CELL_PX), Math.floor((y + height) / CELL_PX)];
    for (let column = Math.floor(x / CELL_PX); column <= right; column += 1) {
      for (let row = Math.floor(y / CELL_PX); row <= bottom; row += 1) {
        if (holds(column * ROWS + row)) return true;
      }
    }
    return false;
  }
}
