// From the lines of one file to the lines of another, for the contestants that run in node.
//
// Arguments: the input, the output, the tables.

import { closeSync, createReadStream, openSync, readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";

const [, , input, output, worldPath] = process.argv;

export const world = JSON.parse(readFileSync(worldPath, "utf8"));
for (const table of Object.values(world.tables)) {
  table.exact = new Map(Object.entries(table.exact));
  table.folded = new Map(Object.entries(table.folded));
}

export function lookup(name, key) {
  if (key === undefined || key === null) return undefined;
  const table = world.tables[name];
  return table.exact.get(key) ?? table.folded.get(key.trim().toLowerCase());
}

// `map` gives the record, or a text with the reason why there is none; both may come as a promise.
export async function mapLines(map) {
  const file = openSync(output, "w");
  const lines = createInterface({ input: createReadStream(input, { highWaterMark: 1 << 18 }) });
  let number = 0;
  let pending = [];
  let size = 0;
  const flush = () => {
    writeSync(file, pending.join(""));
    pending = [];
    size = 0;
  };
  for await (const line of lines) {
    number += 1;
    let mapped = map(JSON.parse(line));
    if (mapped instanceof Promise) mapped = await mapped;
    const head = `{"source":{"line":${number}},"status":`;
    const text = typeof mapped === "string"
      ? `${head}"rejected","record_type":"person","reason":${JSON.stringify(mapped)}}\n`
      : `${head}"written","record_type":"person","record":${JSON.stringify(mapped)}}\n`;
    pending.push(text);
    size += text.length;
    if (size > 1 << 18) flush();
  }
  flush();
  closeSync(file);
}
