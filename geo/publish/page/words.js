/* The words of both languages. Pure: no document. */

/** @import { Pair } from "./types.d.ts" */

export class Words {
  /**
   * @param {"zh" | "en"} language
   * @param {Record<string, string>} chinese by English
   */
  constructor(language, chinese) {
    this.language = language;
    this.chinese = chinese;
    this.first = language === "zh" ? 0 : 1;
    this.second = 1 - this.first;
    this.tag = language === "zh" ? "zh-CN" : "en";
    this.otherTag = language === "zh" ? "en" : "zh-CN";
  }

  /**
   * Return `text` (English) in this language, with `values` for its %(name)s and %d.
   *
   * @param {string} text
   * @param {Record<string, string | number> | number} values
   */
  say(text, values = {}) {
    if (!Object.hasOwn(this.chinese, text)) throw new Error(`the page has no words for ${text}`);
    const said = this.language === "zh" ? this.chinese[text] : text;
    if (typeof values === "number") return said.replace("%d", String(values));
    return said.replace(/%\((\w+)\)[sd]/g, (_, name) => String(values[name]));
  }

  /**
   * Return how many of something there are.
   *
   * @param {string} one
   * @param {string} several
   * @param {number} count
   */
  count(one, several, count) {
    return this.say(count === 1 ? one : several, count);
  }

  /**
   * Return a text in this language, or else in the other.
   *
   * @param {Readonly<Pair>} pair
   */
  choose(pair) {
    return pair[this.first] || pair[this.second];
  }

  /** @param {readonly string[]} names */
  join(names) {
    return names.join(this.language === "zh" ? "、" : ", ");
  }
}
