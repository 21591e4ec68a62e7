import assert from "node:assert/strict";
import test from "node:test";

import { joinWords, splitPhrases } from "../../pages/parts/phrases.js";

/** @param {string} words as the segmenter finds them, with a bar between two */
const pieces = (words) =>
  joinWords(words.split("|").map((segment) => ({ segment, isWordLike: /\p{L}/u.test(segment) })))
    .map((piece) => piece.join(""))
    .join("|");

test("a title breaks after a colon or a comma first", () => {
  assert.deepEqual(splitPhrases("建设新城市社区：优化首都，布局；三"), [
    "建设新城市社区：",
    "优化首都，",
    "布局；",
    "三",
  ]);
  assert.deepEqual(splitPhrases("一"), ["一"]);
});

test("a phrase breaks between words", () => {
  assert.equal(pieces("地区|人口|布局"), "地区|人口|布局");
});

test("characters that the segmenter takes for words are kept together and with what stands before", () => {
  assert.equal(pieces("优|化|首都"), "优化|首都");
  assert.equal(pieces("城市|治|理|者"), "城市治理者");
});

test("one character alone stays with what follows", () => {
  assert.equal(pieces("新|城市|社区"), "新城市|社区");
});

test("a number stays with what it counts", () => {
  assert.equal(pieces("2026|年版|的|新|变化"), "2026年版的|新变化");
});

test("a line may break after 的 and before 与 and its like", () => {
  assert.equal(pieces("转型|的|创新"), "转型的|创新");
  assert.equal(pieces("活力|与|秩序"), "活力|与秩序");
  assert.equal(pieces("活力|和|秩序"), "活力|和秩序");
});

test("punctuation never begins a line", () => {
  assert.equal(pieces("数字|”|转型"), "数字”转型");
});

test("each word stays a text of its own, as browsers space punctuation by it", () => {
  const segments = ["“", "启航", "社区", "”", "："].map((segment) => ({ segment, isWordLike: segment.length > 1 }));
  assert.deepEqual(joinWords(segments), [
    ["“", "启航"],
    ["社区", "”", "："],
  ]);
});

test("nothing of a phrase is lost", () => {
  for (const words of ["", "的", "与|的|和", "“|数智|化|”|的|创新"]) {
    assert.equal(pieces(words).replaceAll("|", ""), words.replaceAll("|", ""));
  }
});
