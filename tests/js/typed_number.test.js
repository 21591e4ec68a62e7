import assert from "node:assert/strict";
import test from "node:test";

import { sayMissing } from "../../server/stage/typed_number.js";

test("the number that was typed and the length of the tour stand in the sentence", () => {
  assert.equal(
    sayMissing("There is no stop %(stop)s: the tour has %(stops)s", "60", 49),
    "There is no stop 60: the tour has 49",
  );
});
