import { type Operation, type Schema, xmlServices } from './sdk-models.ts';

/** How often something is wrong, 0 to 1 each. */
export interface Strangeness {
  /** A field is left out. */
  readonly missing: number;
  /** A value is of another type. */
  readonly mistyped: number;
  /** The body is cut, empty or something else altogether. */
  readonly broken: number;
  /** The call is refused. */
  readonly refused: number;
}

type Random = () => number;
const oneOf = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(random() * values.length)] as T;

/** Most that structures are in each other; models have shapes that contain themselves. */
const deepest = 7;

const accounts = ['111111111111', '222222222222', '333333333333'];
const regions = ['us-east-1', 'eu-west-1'];
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});
const names: readonly (readonly [RegExp, readonly string[]])[] = [
  [/token|marker/i, ['more']],
  [/accountid|masteraccount|^id$|owner/i, accounts],
  [/region$|regionname|homeregion/i, regions],
  [/status|state|enable/i, ['ENABLED', 'DISABLED', 'ACTIVE', 'Enabled', 'SUCCESS', 'ENABLED_BY_DEFAULT']],
  [/policy|document/i, [policy, '{', '', '[]', encodeURIComponent(policy)]],
  [/arn|kmskey/i, ['arn:aws:s3:::logs', 'arn:aws:kms:us-east-1:222222222222:key/1', 'arn:', 'x']],
  [/bucket|name$/i, ['logs', 'trail', '']],
  [/time|date|at$/i, ['2026-11-21T11:00:00Z', '1500000000', 'yesterday']],
];
const anyText = ['', 'x', 'true', '0', '\u0000', '__proto__', 'ALL', 'x'.repeat(5000)];
/** What stands where something else was meant. */
const otherTypes: readonly unknown[] = [null, true, -1, 1e308, 'text', '', [], [null], [[]], {}, { '': 0 }];

/** A value of a shape, but for what is strange about it. */
export function randomValue(
  schema: Schema,
  random: Random,
  strangeness: Strangeness,
  name = '',
  depth = 0,
): unknown {
  if (random() < strangeness.mistyped) return oneOf(random, otherTypes);
  const shape = plain(schema);
  if (Array.isArray(shape)) {
    const [kind] = shape as [number];
    const inside = (inner: Schema, as: string) => randomValue(inner, random, strangeness, as, depth + 1);
    if (kind === 1) return listOf(random, depth, () => inside(shape[4], name));
    if (kind === 2)
      return Object.fromEntries(listOf(random, depth, () => ['key', inside(shape[5], 'value')]));
    if (kind === 3) return structure(shape, random, strangeness, depth, inside);
    return simple(shape[4], random, name);
  }
  // 64 and 128 mark a list and a map of the simple type in the other bits.
  if (typeof shape === 'number' && (shape & 64) !== 0)
    return listOf(random, depth, () => simple(shape & ~64, random, name));
  if (typeof shape === 'number' && (shape & 128) !== 0) return { key: simple(shape & ~128, random, name) };
  return simple(shape, random, name);
}

/** Without laziness and traits. */
function plain(schema: Schema): Schema {
  if (typeof schema === 'function') return plain((schema as () => Schema)());
  // A pair is a schema and its traits; a structure, list or map has a namespace for its second item.
  return Array.isArray(schema) && schema.length === 2 ? plain(schema[0]) : schema;
}

function structure(
  shape: readonly unknown[],
  random: Random,
  { missing }: Strangeness,
  depth: number,
  inside: (schema: Schema, name: string) => unknown,
): unknown {
  if (depth > deepest) return {};
  const members = (shape[4] ?? []) as readonly string[];
  const schemas = (shape[5] ?? []) as readonly Schema[];
  return Object.fromEntries(
    members.flatMap((member, index) => {
      // Pages end, most of the time at once.
      const absent = /token|marker|truncated/i.test(member) ? 0.85 : missing;
      return random() < absent ? [] : [[nameOnWire(member, schemas[index]), inside(schemas[index], member)]];
    }),
  );
}

function nameOnWire(member: string, schema: Schema): string {
  const traits = Array.isArray(schema) && schema.length === 2 ? (schema[1] as unknown) : undefined;
  return (traits as { jsonName?: string } | undefined)?.jsonName ?? member;
}

function listOf<T>(random: Random, depth: number, item: () => T): T[] {
  return depth > deepest ? [] : Array.from({ length: Math.floor(random() * 3) }, item);
}

/** https://github.com/smithy-lang/smithy-typescript has the numbers: 1 numbers, 2 booleans, 4 to 7 times. */
function simple(kind: unknown, random: Random, name: string): unknown {
  if (kind === 1 || kind === 17 || kind === 19) return oneOf(random, [0, 1, 90, 365, -1]);
  if (kind === 2) return random() < 0.5;
  if (typeof kind === 'number' && kind >= 4 && kind <= 7)
    return oneOf(random, [1_700_000_000, 0, '2026-11-21T11:00:00Z']);
  const fitting = names.find(([pattern]) => pattern.test(name))?.[1];
  return oneOf(
    random,
    fitting !== undefined && random() < 0.8 ? fitting : [...anyText, ...accounts, ...regions],
  );
}

const errors = [
  'AccessDeniedException',
  'ResourceNotFoundException',
  'NoSuchBucket',
  'ValidationException',
  'Nonsense',
];
const others = ['', '<html>proxy</html>', 'null', '[]', '"text"', '0', '{', '<a', 'true', '{"__type":7}'];

/** What goes over the wire. */
export function strangeBody(
  asked: Operation | undefined,
  value: unknown,
  random: Random,
  { broken, refused }: Strangeness,
): { status: number; type: string; content: string } {
  const isXml = asked !== undefined && Object.hasOwn(xmlServices, asked.service);
  const type = isXml ? 'text/xml' : 'application/json';
  if (asked === undefined || random() < refused) {
    const code = oneOf(random, errors);
    const xml = `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
    return { status: 400, type, content: isXml ? xml : JSON.stringify({ __type: code, message: 'no' }) };
  }
  const content = isXml ? xmlOf(asked, value) : JSON.stringify(value);
  if (random() >= broken) return { status: 200, type, content };
  const cut = content.slice(0, Math.floor(random() * content.length));
  return { status: 200, type, content: random() < 0.5 ? cut : oneOf(random, others) };
}

function xmlOf({ service, name }: Operation, value: unknown): string {
  const inside = elements(value);
  return xmlServices[service]?.isWrapped
    ? `<${name}Response><${name}Result>${inside}</${name}Result></${name}Response>`
    : `<${name}Result>${inside}</${name}Result>`;
}

function elements(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${elements(item)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escapeXml(String(value ?? ''));
  return Object.entries(value)
    .filter(([name]) => /^[A-Za-z]\w*$/.test(name))
    .map(([name, inner]) => `<${name}>${elements(inner)}</${name}>`)
    .join('');
}

function escapeXml(content: string): string {
  return content.replaceAll('\u0000', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
