/* The speaker's view on a phone: its address with the name of the room, in letters and as a QR code. */

/** @import { Words } from "./page_data.js" */

import { elementOf, partOf } from "./elements.js";
import { setParameters } from "./query.js";

/**
 * Return the QR code of `address` as SVG, or "" if the server does not answer: the address in letters will do.
 *
 * @param {string} endpoint what draws it
 * @param {string} address
 */
async function fetchCode(endpoint, address) {
  try {
    const answer = await fetch(`${endpoint}?${new URLSearchParams({ address })}`);
    return answer.ok ? (await answer.json()).svg : "";
  } catch {
    return "";
  }
}

/**
 * Show the address of this view to a phone when the speaker asks for it; without a room there is nothing to share.
 *
 * @param {Pick<Words, "phone" | "code">} addresses
 * @param {string | null} room
 */
export function offerPhone(addresses, room) {
  const phone = elementOf("phone", HTMLDetailsElement);
  const text = partOf(phone, "p");
  const code = partOf(phone, ".qr");
  phone.hidden = !room;
  phone.addEventListener("toggle", async () => {
    if (!phone.open) return;
    const address = new URL(addresses.phone);
    setParameters(address, { room });
    text.textContent = address.href;
    code.innerHTML = await fetchCode(addresses.code, address.href);
    code.hidden = !code.innerHTML;
  });
}
