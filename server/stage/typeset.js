/* Sets words: Chinese titles in lines as they are broken by hand, a card as large as it finds room. */
window.typeset = (() => {
  "use strict";

  const STEP = 0.04;
  const LEAST_HEAD = 0.6; // of the full size of the name at the head: a title is not smaller than 48
  const LEAST_FIT = 0.3; // of the full size of all words

  /** Let Chinese lines break as a title is set by hand: after a colon or a comma first, then between words.

      The segmenter often parts words into single characters (优 / 化): a row of them is kept together and with what stands
      before it, and one alone with what follows too, other than after 的 and before 与 and its like. */
  const segmenter = window.Intl.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
  const joinSingles = (words, { segment, isWordLike }) => {
    const single = isWordLike && segment.length === 1;
    const before = words.at(-1);
    if (single && before?.single) return [...words.slice(0, -1), { ...before, text: before.text + segment }];
    return [...words, { text: segment, single, isWordLike }];
  };
  const mayPart = (before, after) =>
    after.isWordLike &&
    (before.text.endsWith("的") || (before.text.length > 1 && (!after.single || /^[与和及]/.test(after.text))));
  const partPhrase = (phrase) => {
    const words = [...segmenter.segment(phrase)].reduce(joinSingles, []);
    const made = Object.assign(document.createElement("span"), { className: "phrase" });
    words.forEach((word, i) =>
      made.append(...(i && mayPart(words[i - 1], word) ? [document.createElement("wbr")] : []), word.text),
    );
    return made;
  };
  const partWords = (titles) => {
    if (!segmenter) return;
    titles.forEach((title) => title.replaceChildren(...title.textContent.split(/(?<=[：；，])/).map(partPhrase)));
  };

  /** Return whether any words of `card` leave it, or a name is wider than its line. */
  const overflows = (card) => {
    const box = card.getBoundingClientRect();
    return [...card.children].some((child) => {
      const { left, top, right, bottom } = child.getBoundingClientRect();
      return (
        left < box.left - 1 ||
        top < box.top - 1 ||
        right > box.right + 1 ||
        bottom > box.bottom + 1 ||
        child.scrollWidth > child.clientWidth + 1
      );
    });
  };

  /** Make the name at the head as small as its card needs, then all words, and no smaller; at last let a name break. */
  const fit = (card) => {
    const sizes = { "--head": 1, "--fit": 1 };
    const shrink = (name, least) => {
      while (sizes[name] > least && overflows(card)) {
        sizes[name] -= STEP;
        card.style.setProperty(name, sizes[name]);
      }
    };
    Object.entries(sizes).forEach(([name, size]) => card.style.setProperty(name, size));
    card.classList.remove("broken");
    shrink("--head", LEAST_HEAD);
    if (overflows(card)) card.classList.add("broken");
    shrink("--fit", LEAST_FIT);
  };

  return { partWords, fit };
})();
