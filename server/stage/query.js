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
 * Return `here` with the query of `view`, which somebody in the room sent, and with `parameters`; null if that is no address.
 *
 * Its query alone, and without an address for phones: nobody in a room leads anybody anywhere else.
 *
 * @param {URL} here
 * @param {string} view
 * @param {Record<string, string | number | null>} parameters
 */
export function followingAddress(here, view, parameters) {
  if (!URL.canParse(view, here)) return null;
  const address = new URL(here);
  address.search = new URL(view, here).search;
  setParameters(address, { public_url: here.searchParams.get("public_url"), ...parameters });
  return address;
}

/**
 * Return `view` (relative) as a room is told of it: without the address for phones, which each device knows for itself.
 *
 * @param {string} view
 */
export function withoutPhones(view) {
  const [path, query] = view.split("?");
  const parameters = new URLSearchParams(query);
  parameters.delete("public_url");
  return `${path}?${parameters}`;
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
