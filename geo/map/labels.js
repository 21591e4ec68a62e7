/* What the map says, in one language. Pure: no document, no Leaflet. */

/** @import { Age, Language, Place, ShownPlace, Theme, Words } from "./types.d.ts" */

/**
 * Return `text` with its marks (%s, %c, %d) replaced by `values`, whatever characters these hold.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const fill = (text, values) => text.replace(/%[scd]/g, (mark) => String(values[mark]));

/**
 * Return the name of a place.
 *
 * @param {Place} place
 * @param {Language} language
 */
export const placeName = (place, language) => (language === "zh" ? place.city_zh : place.city_en);

/** The words of one language, and what is said with them. */
export class Labels {
  /**
   * @param {Language} language
   * @param {Words} words
   */
  constructor(language, words) {
    this.language = language;
    this.words = words;
  }

  /** @param {Place} place */
  place(place) {
    return placeName(place, this.language);
  }

  /** @param {Theme} theme */
  theme(theme) {
    return this.language === "zh" ? theme.name_zh : theme.name_en;
  }

  /** @param {Theme} theme */
  glyph(theme) {
    return this.language === "zh" ? theme.glyph_zh : theme.glyph_en;
  }

  /** @param {number} count */
  cases(count) {
    const { one_case, many_cases } = this.words;
    return fill(count === 1 ? one_case : many_cases, { "%d": count });
  }

  /**
   * Return the name of a place with its number of cases.
   *
   * @param {ShownPlace} place
   */
  placeWithCases(place) {
    return fill(this.words.place_label, { "%s": this.place(place), "%c": this.cases(place.cases) });
  }

  /**
   * Return whether a place is new in the `latest` edition or comes again in it; "" for neither.
   *
   * @param {Age | undefined} age
   * @param {string} latest
   */
  age(age, latest) {
    return age === "new" || age === "again" ? fill(this.words[age], { "%s": latest }) : "";
  }

  /**
   * Return what a symbol without a sign means.
   *
   * @param {string} latest edition
   */
  unmarked(latest) {
    return fill(this.words.unmarked, { "%s": latest });
  }

  /**
   * Return what a button of the jump bar says.
   *
   * @param {string} key a continent's, or that of another word
   */
  jump(key) {
    /** @type {Record<string, string>} */
    const words = this.words;
    return words[key];
  }

  /**
   * Return what a button of the legend does.
   *
   * @param {Theme} theme
   */
  themeHint(theme) {
    return fill(this.words.legend_hint, { "%s": this.theme(theme) });
  }
}
