// The mapping of the bench in JSONata: compiled once, evaluated for every user.

import { readFileSync } from "node:fs";
import jsonata from "jsonata";
import { lookup, mapLines, world } from "./lines.mjs";

const expression = jsonata(readFileSync(new URL("map.jsonata", import.meta.url), "utf8"));
expression.assign("variables", world.variables);
// JSONata's own $trim also changes blanks inside of a text.
expression.registerFunction("strip", (text) => text?.trim(), "<s?:s>");
expression.registerFunction("table", (name, key) => lookup(name, key), "<sx?:s>");

await mapLines((user) => expression.evaluate(user));
