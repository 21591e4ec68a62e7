/* QR codes: asked for when they are wanted, and those of a tour ahead, for a hall whose server goes away. */

/**
 * @typedef {object} Code
 * @property {string} svg
 * @property {number} share of the screen's height that it needs
 */

const PATIENCE = 4000; // milliseconds until the address in letters has to do

export class Codes {
  /** @type {Map<string, Promise<Code | null>>} by the address that they hold */
  #asked = new Map();

  /** @param {string} endpoint what draws them */
  constructor(endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Return the code of `address`, or null if the server does not answer: the address in letters will do.
   *
   * @param {string} address
   */
  async of(address) {
    const asked = this.#asked.get(address) ?? this.#fetch(address);
    this.#asked.set(address, asked);
    const code = await asked;
    if (!code) this.#asked.delete(address); // next time it may answer
    return code;
  }

  /**
   * Ask for the codes of all `addresses`, one after the other: nobody waits for them.
   *
   * @param {string[]} addresses
   */
  async fetchAll(addresses) {
    for (const address of addresses) await this.of(address);
  }

  /**
   * @param {string} address
   * @returns {Promise<Code | null>}
   */
  async #fetch(address) {
    try {
      const answer = await fetch(`${this.endpoint}?${new URLSearchParams({ address })}`, {
        signal: AbortSignal.timeout(PATIENCE),
      });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }
}
