// SPDX-License-Identifier: ISC
// schema_ajv.mjs SCHEMA INSTANCE SECONDS [parse]: ajv's twin of schema_time.c.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const [schema, file, seconds, parse] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const instance = JSON.parse(text);
const ajv = new Ajv({ strict: false });
formats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
let count = 0, fits = 0;
const began = performance.now();
let took;
do {
	for (let i = 0; i < 1000; i++, count++)
		fits += validate(parse ? JSON.parse(text) : instance) ? 1 : 0;
	took = performance.now() - began;
} while (took < seconds * 1000);
console.log(fits === count ? Math.floor(count * 1000 / took) : 0);
