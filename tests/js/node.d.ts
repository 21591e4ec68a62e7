/* The little of Node that the tests use. All types of Node (@types/node) would make its globals known to the scripts of
   the pages too, which run in browsers. */

declare module "node:test" {
  export default function test(name: string, run: () => void | Promise<void>): void;
}

declare module "node:assert/strict" {
  interface Assert {
    (value: unknown, message?: string): asserts value;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    equal(actual: unknown, expected: unknown, message?: string): void;
    match(text: string, pattern: RegExp): void;
    throws(run: () => void, expected: RegExp): void;
  }
  const assert: Assert;
  export default assert;
}

declare module "node:fs" {
  export function readFileSync(path: URL, encoding: "utf-8"): string;
}

declare module "node:timers" {
  export function setTimeout(run: () => void, delay: number): { unref(): void };
}

declare module "node:vm" {
  export function runInNewContext(script: string, globals: object): void;
}
