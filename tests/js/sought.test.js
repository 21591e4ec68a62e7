import assert from "node:assert/strict";
import test from "node:test";

import { isSlip, SoughtCases } from "../../server/stage/sought.js";

/** @import { Sought } from "../../server/stage/sought.js" */

/** @type {Sought[]} */
const CASES = [
  {
    case: "rio",
    city: ["里约热内卢", "Rio de Janeiro"],
    country: ["巴西", "Brazil"],
    title: ["操作中心：智慧化的城市风险管理", "Operations Centre: smart urban risk management"],
    spoken: "'li'yue're'nei'lu 'cao'zuo'zhong'xin 'zhi'hui'hua'de'cheng'shi",
  },
  {
    case: "xian",
    city: ["西安", "Xi’an"],
    country: ["中国", "China"],
    title: ["热线数据", "Hotline data (Rio’s too)"],
    spoken: "'xi'an 're'xian'shu'ju",
  },
  {
    case: "sao",
    city: ["圣保罗", "São Paulo"],
    country: ["巴西", "Brazil"],
    title: ["热线", ""],
    spoken: "'sheng'bao'luo 're'xian",
  },
];
const cases = new SoughtCases(CASES);
const find = (/** @type {string} */ text, limit = 8) => cases.find(text, limit).map((one) => one.case);

for (const [text, expected] of /** @type {[string, string[]][]} */ ([
  ["里约", ["rio"]],
  ["RIO", ["rio", "xian"]], // the name of a city stands before a title
  ["rio de janeiro", ["rio"]],
  ["Rio de Janiero", ["rio"]], // two letters changed about
  ["sao paulo", ["sao"]],
  ["li yue", ["rio"]],
  ["liyue", ["rio"]],
  ["lyrnl", ["rio"]],
  ["巴西 热线", ["sao"]],
  ["brazil", ["rio", "sao"]],
  ["xian", ["xian", "sao"]], // xi'an, and the re'xian of a title
  ["an", ["xian"]], // no word begins with it, a syllable does
  ["ations", []], // a part of a word
  ["zzzz", []],
  ["", []],
  ["  ", []],
  ["(", ["xian"]],
  ["[a-z]+", []],
])) {
  test(`${JSON.stringify(text)} finds ${expected.join(", ") || "nothing"}`, () => {
    assert.deepEqual(find(text), expected);
  });
}

test("no more are offered than are asked for, the best of them", () => {
  assert.deepEqual(find("rio", 1), ["rio"]);
});

test("a word of four letters may have one slip, of eight two, and a shorter one none", () => {
  assert.deepEqual(
    [
      ["rio", "ria"],
      ["lond", "lund"],
      ["lond", "lnud"],
      ["janiero", "janeiro"],
      ["amstredma", "amsterdam"],
    ].map(([word, meant]) => isSlip(word, meant)),
    [false, true, false, true, true],
  );
});
