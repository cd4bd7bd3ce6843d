import { Ajv, type Options } from 'ajv';
import formats, { type FormatsPlugin } from 'ajv-formats';
import type { FastifyRequest, FastifySchemaCompiler } from 'fastify';
import fp from 'fastify-plugin';
import { parse } from 'lossless-json';
import { invalidField, MalformedBody } from '../errors.ts';

const options: Options = {
  // All faults at once, none dropped silently, each with the schema whose words explain it.
  allErrors: true,
  removeAdditional: false,
  useDefaults: true,
  verbose: true,
};

/** What a route takes that says nothing of a body or query: none, so that no wish is ignored unheard. */
const Nothing = { type: 'object', properties: {}, additionalProperties: false } as const;

/** Decides what a request may contain. */
export default fp(
  async (app) => {
    // The body is JSON, where "1" and 1 differ; a query and a path are text, of which numbers are made.
    const ofBodies = compilerOf({ ...options, coerceTypes: false });
    const ofTexts = compilerOf({ ...options, coerceTypes: true });
    const compiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
      httpPart === 'body' ? ofBodies.compile(schema) : ofTexts.compile(schema);
    app.setValidatorCompiler(compiler);

    app.addHook('onRoute', (route) => {
      if (route.schema !== undefined) route.schema.querystring ??= Nothing;
    });
    app.addHook('preValidation', (request, _reply, done) => {
      const takesBody = request.routeOptions.schema?.body !== undefined;
      if (takesBody || isEmpty(request.body)) return done();
      done(new MalformedBody('This route takes no body; leave it out'));
    });

    // What the schema has nothing against; where it has, it knows better words.
    app.addHook('preHandler', ({ body }, _reply, done) => {
      const place = placeOfNoText(body);
      if (place === undefined) return done();
      done(invalidField(place.join('/'), 'must hold no NUL and no half of a character'));
    });

    app.removeContentTypeParser('application/json');
    app.removeContentTypeParser('text/plain');
    app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson);
  },
  { name: 'validation' },
);

function compilerOf(own: Options): Ajv {
  const ajv = new Ajv(own);
  // The package is CommonJS: its types hide the default export that Node gives.
  (formats as unknown as FormatsPlugin)(ajv);
  // Its own also takes urn:uuid:…, which PostgreSQL does not.
  ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  const { validate } = ajv.formats['date-time'] as { validate: (text: string) => boolean };
  ajv.addFormat('date-time', (text) => validate(text) && isStorableTime(text));
  return ajv;
}

/** No leap second, which is no `Date`, and of the years 1 to 9999 in UTC: PostgreSQL has no year 0, and ISO 8601 no year 10000. */
function isStorableTime(text: string): boolean {
  const time = new Date(text);
  return time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9_999;
}

function isEmpty(body: unknown): boolean {
  return (
    body === undefined ||
    body === null ||
    (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0)
  );
}

/**
 * JSON in which a name has one value: of two, a reader before us may have checked the other.
 * https://www.rfc-editor.org/rfc/rfc8259#section-4
 */
async function parseJson(_request: FastifyRequest, text: string): Promise<unknown> {
  if (text.trim() === '') return undefined;
  if (isTooDeep(text))
    throw new MalformedBody(`The body has more than ${DeepestLevel} levels; no route takes so many`);
  try {
    parse(text, undefined, { onDuplicateKey: refuseDuplicate });
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof MalformedBody) throw error;
    // Where, but not what: a key that slipped into a body is not repeated to anybody.
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    const place = position === undefined ? '' : `; look at character ${Number(position) + 1}`;
    throw new MalformedBody(`The body is not JSON${place}`);
  }
}

/** More levels than any route takes. Parsers go down by calls, and would run out of them. */
const DeepestLevel = 32;

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isText && character === '\\') at++;
    else if (character === '"') isText = !isText;
    else if (isText) continue;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > DeepestLevel) return true;
  }
  return false;
}

/** Where a name or a value is what PostgreSQL takes for no text: parts of a JSON pointer. */
function placeOfNoText(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return isText(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    if (!isText(name)) return [];
    const place = placeOfNoText(part);
    if (place !== undefined) return [name, ...place];
  }
  return undefined;
}

const isText = (value: string) => !value.includes('\0') && value.isWellFormed();

function refuseDuplicate({ key }: { key: string }): never {
  throw new MalformedBody(`The body gives "${key}" two values; send one`);
}
