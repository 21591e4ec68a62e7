/* Keeps the screen awake during a talk. */

const requestWakeLock = async () => {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // not allowed: the machine's own settings hold
  }
};

/** Keep the screen awake: a browser drops the lock whenever the page is hidden. */
export function keepAwake() {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") requestWakeLock();
  });
  requestWakeLock();
}
