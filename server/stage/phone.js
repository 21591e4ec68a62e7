/* The speaker's view on a phone: its address with the name of the room, in letters and as a QR code. */

/** @import { Words } from "./page_data.js" */

import { elementOf, partOf } from "../../geo/tour/elements.js";
import { Codes } from "./codes.js";
import { setParameters } from "./query.js";

/**
 * Show the address of this view to a phone when the speaker asks for it; without a room there is nothing to share.
 *
 * @param {Pick<Words, "phone" | "code">} addresses
 * @param {string | null} room
 */
export function offerPhone(addresses, room) {
  const phone = elementOf("phone", HTMLDetailsElement);
  const text = partOf(phone, "p");
  const codes = new Codes(addresses.code);
  const drawing = partOf(phone, ".qr");
  phone.hidden = !room;
  phone.addEventListener("toggle", async () => {
    if (!phone.open) return;
    const address = new URL(addresses.phone);
    setParameters(address, { room });
    text.textContent = address.href;
    const code = await codes.of(address.href);
    drawing.innerHTML = code?.svg ?? "";
    drawing.hidden = !code;
  });
}
