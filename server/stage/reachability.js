/* Whether something answers at an address. */

const TIMEOUT_MS = 5000;
const SERVER_ERROR = 500; // from this status on a server cannot answer now

/**
 * Return whether the server has a page to show at `address`: a browser that finds none says so in its own words.
 *
 * @param {string | URL} address
 */
export async function hasPage(address) {
  try {
    const { status } = await fetch(address, { method: "HEAD", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return status < SERVER_ERROR;
  } catch {
    return false;
  }
}

/**
 * Return whether something answers at `address`; at another host than this one it cannot be seen what.
 *
 * @param {string} address
 */
export async function isReachable(address) {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { ok, type } = await fetch(address, { mode: "no-cors", cache: "no-store", signal });
    return ok || type === "opaque";
  } catch {
    return false;
  }
}
