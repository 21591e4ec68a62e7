/* Full screen. */

/** @param {boolean} wanted */
export async function setFullscreen(wanted) {
  try {
    if (wanted) await document.documentElement.requestFullscreen();
    else await document.exitFullscreen();
  } catch {
    // the browser allows it after a key or click of a person only
  }
}
