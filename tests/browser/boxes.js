/* How boxes lie, as browsers paint them: what the scripts that look for faults are given. */
(() => {
  const TOLERANCE_PX = 0.5;
  const box = (element) => element.getBoundingClientRect();
  const overlap = (a, b) =>
    a.left < b.right - TOLERANCE_PX &&
    b.left < a.right - TOLERANCE_PX &&
    a.top < b.bottom - TOLERANCE_PX &&
    b.top < a.bottom - TOLERANCE_PX;
  const distance = (a, b) =>
    Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
  return { TOLERANCE_PX, box, overlap, distance };
})();
