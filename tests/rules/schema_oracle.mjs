// SPDX-License-Identifier: ISC
// schema_oracle.mjs COUNT SEED: prints COUNT lines of {schema, instance, valid}:
// random schemas of draft 2020-12 and documents for them, judged by
// @hyperjump/json-schema. Run by schema_oracle_soak.sh, in a folder that has it.
import { registerSchema, unregisterSchema, validate }
	from "@hyperjump/json-schema/draft-2020-12";

const count = Number(process.argv[2]);
let state = Number(process.argv[3]) >>> 0;

function below(n)
{
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
	return Math.floor(state / 4294967296 * n);
}

const pick = (list) => list[below(list.length)];
const names = ["a", "b", "c", "가", "a/b", "~"];
const texts = ["", "a", "ab", "가나다", "2026-11-28", "x1", "긴 글입니다", "😀"];
const patterns = ["^a", "[0-9]", "^.{2}$", "가", "^[^a]*$"];
const types = ["string", "number", "integer", "boolean", "object", "array", "null"];

function value(depth)
{
	switch (below(depth > 0 ? 8 : 5)) {
	case 0: return pick(texts);
	case 1: return below(7) - 2;
	case 2: return (below(9) - 2) / 2;
	case 3: return below(2) === 1;
	case 4: return null;
	case 5: return Array.from({ length: below(4) }, () => value(depth - 1));
	default: {
		const object = {};
		for (let i = below(4); i > 0; i--)
			object[pick(names)] = value(depth - 1);
		return object;
	}
	}
}

const many = (depth, least = 1) =>
	Array.from({ length: least + below(3) }, () => schema(depth - 1));

function map(depth, keys)
{
	const object = {};
	for (let i = 1 + below(3); i > 0; i--)
		object[pick(keys)] = schema(depth - 1);
	return object;
}

// One row per keyword: what it may be. Some read the schema they stand in.
const keywords = {
	type: () => below(2) ? pick(types) : [...new Set([pick(types), pick(types)])],
	enum: () => [value(1), value(1), value(0)],
	const: () => value(1),
	// Not 0.01: the oracle counts in binary and denies that -1 is a multiple of it.
	multipleOf: () => pick([1, 2, 0.5, 0.25]),
	maximum: () => below(5), exclusiveMaximum: () => below(5),
	minimum: () => below(4) - 1, exclusiveMinimum: () => below(4) - 1,
	maxLength: () => below(5), minLength: () => below(4), pattern: () => pick(patterns),
	maxItems: () => below(4), minItems: () => below(3), uniqueItems: () => below(2) === 1,
	maxProperties: () => below(4), minProperties: () => below(3),
	required: () => [...new Set([pick(names), pick(names)])],
	dependentRequired: () => ({ [pick(names)]: [pick(names)] }),
	properties: (d) => map(d, names), patternProperties: (d) => map(d, patterns),
	additionalProperties: (d) => schema(d - 1), propertyNames: (d) => schema(d - 1),
	prefixItems: (d) => many(d), items: (d) => schema(d - 1),
	contains: (d) => schema(d - 1), minContains: () => below(3), maxContains: () => 1 + below(2),
	allOf: (d) => many(d), anyOf: (d) => many(d), oneOf: (d) => many(d, 2),
	not: (d) => schema(d - 1), if: (d) => schema(d - 1), then: (d) => schema(d - 1),
	else: (d) => schema(d - 1), dependentSchemas: (d) => map(d, names),
	unevaluatedItems: (d) => schema(d - 1), unevaluatedProperties: (d) => schema(d - 1),
	$ref: () => "#/$defs/" + pick(["one", "two"]),
};
const nested = Object.keys(keywords).filter((k) => keywords[k].length === 1);
const flat = Object.keys(keywords).filter((k) => keywords[k].length === 0);

function schema(depth)
{
	if (below(12) === 0)
		return below(3) > 0;
	const object = {};
	for (let i = 1 + below(3); i > 0; i--) {
		const keyword = depth > 0 && below(2) ? pick(nested) : pick(flat);
		// A reference within a definition could go round in circles.
		if (keyword === "$ref" && depth < 3)
			continue;
		object[keyword] = keywords[keyword](depth);
	}
	return object;
}

const each = 20;
for (let made = 0, n = 0; made < count; n++) {
	const uri = `https://minwon.invalid/${n}`;
	const document = { $schema: "https://json-schema.org/draft/2020-12/schema",
		$defs: { one: schema(1), two: schema(2) } };
	const top = schema(3);
	Object.assign(document, typeof top === "object" ? top : { allOf: [top] });
	registerSchema(document, uri);
	const judge = await validate(uri);
	for (let i = 0; i < each && made < count; i++, made++) {
		const instance = value(3);
		process.stdout.write(JSON.stringify({ schema: document, instance,
			valid: judge(instance).valid }) + "\n");
	}
	unregisterSchema(uri);
}
