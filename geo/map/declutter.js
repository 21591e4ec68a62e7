/* Moving overlapping symbols apart. Pure: no document, no Leaflet. */

/** @import { Box, Circle, Point } from "./types.d.ts" */

import { clamp, overlaps } from "./geometry.js";

const GAP_PX = 3; // between two symbols
const EDGE_PX = 10; // between a symbol and the edge of the frame
const TOLERANCE_PX = 0.2; // of overlap that nobody sees
const MAX_PAIRS = 6e6; // compared at most; thousands of places are drawn where they lie
const MAX_ROUNDS = 120;
const FREE_ROUNDS = 40; // the last ones, in which nothing is drawn back any more
const PULL = 0.02; // of the way back to the true point, each round

/**
 * Move two centres apart by half of what they lack of `distance` each; return whether they had to move.
 *
 * @param {Point} a
 * @param {Point} b
 * @param {number} distance
 */
function separate(a, b, distance) {
  const dx = b.x - a.x || 0.1;
  const dy = b.y - a.y || 0.1;
  if (Math.abs(dx) >= distance || Math.abs(dy) >= distance) return false; // most pairs: no need of a root
  const actual = Math.hypot(dx, dy);
  const lack = distance - actual;
  if (lack <= TOLERANCE_PX) return false;
  const share = lack / 2 / actual;
  a.x -= dx * share;
  a.y -= dy * share;
  b.x += dx * share;
  b.y += dy * share;
  return true;
}

/**
 * Move every two circles apart that are nearer than `gap`, once; return whether any had to move.
 *
 * @param {Point[]} centres where the circles are now
 * @param {readonly Circle[]} circles
 * @param {number} gap
 */
function separateAll(centres, circles, gap) {
  let moved = false;
  for (let i = 0; i < circles.length; i += 1) {
    for (let j = i + 1; j < circles.length; j += 1) {
      if (separate(centres[i], centres[j], circles[i].r + circles[j].r + gap)) moved = true;
    }
  }
  return moved;
}

/**
 * Move a centre back into `frame`, `margin` away from its edges.
 *
 * @param {Point} centre
 * @param {Box} frame
 * @param {number} margin
 */
function keepInside(centre, frame, margin) {
  centre.x = clamp(centre.x, frame.x + margin, frame.x + frame.width - margin);
  centre.y = clamp(centre.y, frame.y + margin, frame.y + frame.height - margin);
}

/**
 * Move a centre out of `box`, `margin` away from it, over the nearest of its edges; return whether it had to move.
 *
 * @param {Point} centre
 * @param {Box} box
 * @param {number} margin
 */
function keepOutside(centre, { x, y, width, height }, margin) {
  const west = x - margin - centre.x;
  const east = x + width + margin - centre.x;
  if (west >= -TOLERANCE_PX || east <= TOLERANCE_PX) return false;
  const north = y - margin - centre.y;
  const south = y + height + margin - centre.y;
  if (north >= -TOLERANCE_PX || south <= TOLERANCE_PX) return false;
  const across = -west < east ? west : east;
  const along = -north < south ? north : south;
  if (Math.abs(across) < Math.abs(along)) centre.x += across;
  else centre.y += along;
  return true;
}

/**
 * Return centres at which `circles` do not overlap, each near its own; thousands of circles stay nearly where they are.
 *
 * A circle whose centre lies in `frame` stays in it as a whole, and none reaches into a box of `without` if it can help it.
 *
 * @param {readonly Circle[]} circles
 * @param {Box} frame
 * @param {{ gap?: number, without?: readonly Box[] }} [options] gap (px) between two symbols
 * @returns {Point[]}
 */
export function declutter(circles, frame, { gap = GAP_PX, without = [] } = {}) {
  const centres = circles.map(({ x, y }) => ({ x, y }));
  const inFrame = circles.map(({ x, y }) => overlaps({ x, y, width: 0, height: 0 }, frame));
  const rounds = Math.floor(Math.min(MAX_ROUNDS, MAX_PAIRS / circles.length ** 2));
  for (let round = 0, moved = true; round < rounds && moved; round += 1) {
    moved = separateAll(centres, circles, gap);
    const pull = round < rounds - FREE_ROUNDS ? PULL : 0;
    centres.forEach((centre, i) => {
      if (moved) {
        centre.x += (circles[i].x - centre.x) * pull;
        centre.y += (circles[i].y - centre.y) * pull;
      }
      for (const box of without) if (keepOutside(centre, box, circles[i].r + GAP_PX)) moved = true;
      if (moved && inFrame[i]) keepInside(centre, frame, circles[i].r + EDGE_PX);
    });
  }
  return centres;
}
