/* Planned time against real time. */

import { clamp } from "../../geo/map/geometry.js";

const SHORT_SHARE = 1 / 5; // of a slot: its last fifth

/** @typedef {"good" | "short" | "over"} SlotState */

/**
 * Return how a slot stands: what is left of it (s; below zero it is over by as much), and the share that is gone, 1 at most.
 *
 * @param {number} minutes
 * @param {number} gone s
 * @returns {{ left: number, share: number, state: SlotState }}
 */
export function slotAt(minutes, gone) {
  const slot = 60 * minutes;
  const left = slot - gone;
  const state = left < 0 ? "over" : left <= slot * SHORT_SHARE ? "short" : "good";
  return { left, share: clamp(gone / slot, 0, 1), state };
}

/**
 * Return how far (s) a talk is behind its plan at stop `at`, below zero ahead of it; 0 within the time of the stop itself.
 *
 * @param {{ seconds: number }[]} stops with the time planned for each
 * @param {number} at from 1
 * @param {number} gone s
 */
export function delayAt(stops, at, gone) {
  const from = stops.slice(0, at - 1).reduce((sum, { seconds }) => sum + seconds, 0);
  return gone - clamp(gone, from, from + stops[at - 1].seconds);
}
