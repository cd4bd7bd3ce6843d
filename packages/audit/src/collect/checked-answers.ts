/** A model of the SDK: a number for a simple type, what gives a model, a model with traits, or a structure, list or map. */
type Schema = unknown;

/** What the SDK tells a middleware of a call. */
interface CallContext {
  readonly __smithy_context?: { readonly operationSchema?: readonly Schema[] };
}
interface Call {
  readonly input: object;
}
interface Answered {
  readonly output: object;
}

/** An answer that cannot be believed: not of the types that AWS documents, or a page that leads to itself. */
class StrangeAnswer extends Error {
  override readonly name = 'StrangeAnswer';
}

/**
 * Middleware for an SDK client that holds each answer to the SDK's own model. The SDK hands on whatever came, so that a
 * collector would stumble over a number where a list should be, or take it for something. Such an answer counts as none:
 * what was asked stays unknown. What is missing or more than modelled passes.
 */
export const checkedAnswers = {
  applyToStack: (stack: { add: (middleware: unknown, options: object) => void }) => {
    const middleware =
      (next: (call: Call) => Promise<Answered>, context: CallContext) => async (call: Call) => {
        const answered = await next(call);
        const [, , name, , , output] = context.__smithy_context?.operationSchema ?? [];
        check(output, answered.output, String(name ?? 'AWS'));
        checkPages(call.input, answered.output);
        return answered;
      };
    stack.add(middleware, { step: 'initialize', name: 'checkedAnswers', priority: 'low' });
  },
};

/** https://github.com/smithy-lang/smithy-typescript: codes of simple types. */
const types: Readonly<Record<number, string>> = { 0: 'string', 1: 'number', 2: 'boolean' };
const [listBit, mapBit] = [64, 128];

/** @throws StrangeAnswer naming the first field that is of another type. */
function check(schema: Schema, value: unknown, path: string): void {
  if (value === undefined || value === null) return;
  const model = plain(schema);
  if (typeof model === 'number') checkSimple(model, value, path);
  else if (Array.isArray(model)) checkNested(model, value, path);
}

/** A structure has names and models of its members, a list or map the model of its items. */
function checkNested([kind, , , , inner, second]: readonly Schema[], value: unknown, path: string): void {
  if (kind === 1) for (const item of listAt(value, path)) check(inner, item, path);
  if (kind === 2) for (const item of Object.values(mapAt(value, path))) check(second, item, path);
  if (kind !== 3) return;
  const members = mapAt(value, path);
  (inner as readonly string[]).forEach((member, index) => {
    check((second as readonly Schema[])[index], members[member], `${path}.${member}`);
  });
}

/** Without laziness and traits: a pair is a model and its traits. */
function plain(schema: Schema): Schema {
  if (typeof schema === 'function') return plain((schema as () => Schema)());
  return Array.isArray(schema) && schema.length === 2 ? plain(schema[0]) : schema;
}

/** Times, blobs and documents are made by the SDK itself, or fail there. */
function checkSimple(model: number, value: unknown, path: string): void {
  if ((model & mapBit) !== 0) {
    for (const item of Object.values(mapAt(value, path))) checkSimple(model & ~mapBit, item, path);
  } else if ((model & listBit) !== 0) {
    for (const item of listAt(value, path)) checkSimple(model & ~listBit, item, path);
  } else if (types[model] !== undefined && value !== null && !isOf(types[model], value)) {
    throw strange(path, types[model], value);
  }
}

/** Text of some members is an object of the SDK that stands for a string. */
function isOf(type: string, value: unknown): boolean {
  return typeof value === type || (type === 'string' && value instanceof String);
}

function listAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw strange(path, 'a list', value);
  return value;
}

function mapAt(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw strange(path, 'an object', value);
  return value as Record<string, unknown>;
}

function strange(path: string, wanted: string, value: unknown): StrangeAnswer {
  return new StrangeAnswer(
    `AWS answered with ${path} as ${Array.isArray(value) ? 'a list' : typeof value}, not ${wanted}`,
  );
}

/** Asked for the page after this one, AWS would be asked the same for ever. @throws StrangeAnswer */
function checkPages(input: object, output: object): void {
  const asked = tokensOf(input).map(([, token]) => token);
  const again = nextTokens(output).find((token) => asked.includes(token));
  if (again !== undefined) throw new StrangeAnswer('AWS named the page it gave as the next one');
}

/** S3 repeats what it was asked for beside what is next, and on the last page alone; IAM has one name for both. */
function nextTokens(output: object): readonly string[] {
  if ('IsTruncated' in output && output.IsTruncated === false) return [];
  const tokens = tokensOf(output);
  const next = tokens.filter(([name]) => /^next/i.test(name));
  return (next.length > 0 ? next : tokens).map(([, token]) => token);
}

function tokensOf(message: object): readonly (readonly [name: string, token: string])[] {
  return Object.entries(message).flatMap(([name, value]) =>
    /token|marker/i.test(name) && typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
  );
}
