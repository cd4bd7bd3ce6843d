import { AwsError } from '../error.ts';

/** Whether a message passes; built once for a pattern. */
export type LogMatcher = (message: string) => boolean;

type Json = unknown;
type Condition = (message: Json) => boolean;

/**
 * Reads a filter pattern of CloudWatch Logs: terms, or conditions on JSON. Patterns of space-delimited fields are refused.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 *
 * @throws AwsError `InvalidParameterException` with what is wrong
 */
export function compileFilterPattern(pattern: string): LogMatcher {
  const text = pattern.trim();
  if (text.startsWith('[')) {
    throw new AwsError(
      'NotImplemented',
      `The sandbox does not have filter patterns of space-delimited fields: ${pattern}`,
      501,
    );
  }
  if (!text.startsWith('{')) return terms(text);
  const condition = new JsonPattern(text).read();
  return (message) => {
    try {
      return condition(JSON.parse(message));
    } catch {
      return false;
    }
  };
}

/** Value at `$.a.b[0]`; `undefined` where there is nothing. */
export function valueAt(message: Json, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]"']+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    message,
  );
}

const invalid = (reason: string) =>
  new AwsError('InvalidParameterException', `Invalid metric filter pattern: ${reason}`);

/** `ERROR -exit ?a ?b "two words" %regular expression%`: all plain terms, no minus term, any question-mark term. */
function terms(text: string): LogMatcher {
  const found = [...text.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s"%]+))/g)];
  const all = found.map(([, sign = '', quoted, expression, word]) => {
    const term = quoted?.replace(/\\(.)/g, '$1') ?? word ?? '';
    const test: LogMatcher =
      expression === undefined
        ? (message) => message.includes(term)
        : (message) => regularExpression(expression).test(message);
    return { sign, test };
  });
  const any = all.filter(({ sign }) => sign === '?');
  return (message) =>
    all.every(({ sign, test }) => (sign === '-' ? !test(message) : sign === '?' || test(message))) &&
    (any.length === 0 || any.some(({ test }) => test(message)));
}

function regularExpression(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw invalid(`%${text}% is no regular expression`);
  }
}

const tokens =
  /\s*(\(|\)|\{|\}|&&|\|\||>=|<=|!=|=|<|>|%[^%]+%|"(?:[^"\\]|\\.)*"|\$[^\s=!<>()&|}]*|[^\s=!<>()&|{}"]+)/y;

/** `{ ($.a = "x*") && ($.b NOT EXISTS) || … }`; `&&` binds tighter than `||`. */
class JsonPattern {
  readonly #tokens: string[] = [];
  #at = 0;

  constructor(text: string) {
    tokens.lastIndex = 0;
    while (tokens.lastIndex < text.length) {
      const from = tokens.lastIndex;
      const token = tokens.exec(text)?.[1];
      if (token === undefined) throw invalid(`cannot read it from "${text.slice(from, from + 20)}"`);
      this.#tokens.push(token);
    }
  }

  read(): Condition {
    this.#expect('{');
    const condition = this.#either();
    this.#expect('}');
    if (this.#next !== undefined) throw invalid(`"${this.#next}" follows its end`);
    return condition;
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw invalid('it ends too early');
    return token;
  }

  #expect(token: string): void {
    const found = this.#take();
    if (found !== token) throw invalid(`"${found}" stands where ${token} was expected`);
  }

  #either(): Condition {
    const parts = [this.#both()];
    while (this.#next === '||') {
      this.#at++;
      parts.push(this.#both());
    }
    return (message) => parts.some((part) => part(message));
  }

  #both(): Condition {
    const parts = [this.#single()];
    while (this.#next === '&&') {
      this.#at++;
      parts.push(this.#single());
    }
    return (message) => parts.every((part) => part(message));
  }

  #single(): Condition {
    if (this.#next === '(') {
      this.#at++;
      const inner = this.#either();
      this.#expect(')');
      return inner;
    }
    const path = this.#take();
    if (!path.startsWith('$')) throw invalid(`"${path}" is no selector`);
    return this.#comparison(path);
  }

  #comparison(path: string): Condition {
    const operator = this.#take();
    if (/^IS$/i.test(operator)) return constant(path, this.#take());
    if (/^NOT$/i.test(operator)) {
      const what = this.#take();
      if (!/^EXISTS$/i.test(what)) throw invalid(`"NOT ${what}" is no condition`);
      return (message) => valuesAt(message, path).length === 0;
    }
    if (/^EXISTS$/i.test(operator)) return (message) => valuesAt(message, path).length > 0;
    const wanted = this.#take();
    const test = comparison(operator, wanted);
    return (message) => valuesAt(message, path).some(test);
  }
}

function constant(path: string, word: string): Condition {
  const wanted = { NULL: null, TRUE: true, FALSE: false }[word.toUpperCase()];
  if (wanted === undefined) throw invalid(`"IS ${word}" is no condition`);
  return (message) => valueAt(message, path) === wanted;
}

/** `$.list[*].a` asks each of a list. */
function valuesAt(message: Json, path: string): unknown[] {
  const [head = '', ...rest] = path.split('[*]');
  const first = valueAt(message, head);
  if (rest.length === 0) return first === undefined ? [] : [first];
  return Array.isArray(first) ? first.flatMap((each) => valuesAt(each, `$${rest.join('[*]')}`)) : [];
}

/** A field that is missing fails each comparison, `!=` too (unverified). */
function comparison(operator: string, wanted: string): (value: unknown) => boolean {
  const quoted = wanted.startsWith('"');
  const text = quoted ? wanted.slice(1, -1).replace(/\\(.)/g, '$1') : wanted;
  const number = quoted ? Number.NaN : Number(text);
  const equals = (value: unknown): boolean => {
    if (wanted.startsWith('%')) return regularExpression(wanted.slice(1, -1)).test(String(value));
    if (typeof value === 'number' && !Number.isNaN(number)) return value === number;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return false;
    return wildcard(text).test(String(value));
  };
  const ordered = (test: (value: number) => boolean) => {
    if (Number.isNaN(number)) throw invalid(`"${wanted}" is no number`);
    return (value: unknown) => typeof value === 'number' && test(value);
  };
  switch (operator) {
    case '=':
      return equals;
    case '!=':
      return (value) => !equals(value);
    case '<':
      return ordered((value) => value < number);
    case '<=':
      return ordered((value) => value <= number);
    case '>':
      return ordered((value) => value > number);
    case '>=':
      return ordered((value) => value >= number);
    default:
      throw invalid(`"${operator}" is no comparison`);
  }
}

function wildcard(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
