/* Parameters in an address. */

/** Return the parameters of this page's address. */
export const readQuery = () => new URLSearchParams(window.location.search);

/**
 * Change parameters in this page's address, without a new entry in its history; null removes one.
 *
 * @param {Record<string, string | number | null>} parameters
 */
export function writeQuery(parameters) {
  const address = new URL(window.location.href);
  setParameters(address, parameters);
  window.history.replaceState(null, "", address);
}

/**
 * @param {URL} address
 * @param {Record<string, string | number | null>} parameters
 */
export function setParameters(address, parameters) {
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, String(value));
  }
}
