import {
  and,
  differs,
  type Expression,
  exists,
  isLike,
  isText,
  type NumberOperator,
  not,
  or,
  undecided,
} from './expression.ts';
import { remembered } from './remembered.ts';

/** Longest pattern that CloudWatch Logs takes. */
export const longestFilterPattern = 1024;

/** A pattern is not one that CloudWatch Logs takes, or not one that is understood here. */
class FilterPatternError extends Error {}

/**
 * Reads the pattern of a metric filter on JSON events; `{ ($.eventName = "Stop*") && … }`. An empty pattern takes in
 * everything. Patterns of terms or of columns, regular expressions and `[*]` are `undecided`, as is text that is no
 * pattern: nothing is proven by what is not understood.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export const readFilterPattern = remembered((pattern: string): Expression => {
  const text = pattern.trim();
  if (text === '') return and();
  if (text.length > longestFilterPattern)
    return undecided(`it has more than the ${longestFilterPattern} characters that AWS takes`);
  if (text.startsWith('[')) return undecided('it is a pattern of columns, not of JSON');
  if (!text.startsWith('{')) return undecided('it is a pattern of terms, not of JSON');
  try {
    return new PatternReader(text).read();
  } catch (error) {
    if (error instanceof FilterPatternError) return undecided(error.message);
    throw error;
  }
});

const tokenPattern =
  /\s*(?:(\(|\)|\{|\}|&&|\|\||>=|<=|!=|=|<|>)|%((?:[^%\\]|\\.)+)%|"((?:[^"\\]|\\.)*)"|(\$(?:[^\s=!<>()&|{}"'[\]]|\[(?:\d+|\*|'[^']*'|"[^"]*")\])*)|([^\s=!<>()&|{}"%$]+))/y;

interface Token {
  readonly kind: 'symbol' | 'expression' | 'quoted' | 'selector' | 'word' | 'end';
  readonly text: string;
}

const end: Token = { kind: 'end', text: 'the end' };
const kinds = ['symbol', 'expression', 'quoted', 'selector', 'word'] as const;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const from = tokenPattern.lastIndex;
    const found = tokenPattern.exec(text);
    if (found === null)
      throw new FilterPatternError(`it cannot be read from "${text.slice(from, from + 20)}"`);
    const group = kinds.findIndex((_kind, index) => found[index + 1] !== undefined);
    tokens.push({ kind: kinds[group] ?? 'word', text: found[group + 1] ?? '' });
  }
  return tokens;
}

/** Parentheses bind first, then `&&`, then `||`. */
class PatternReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  read(): Expression {
    this.#expect('{');
    const expression = this.#either();
    this.#expect('}');
    if (this.#next !== end) throw new FilterPatternError(`"${this.#next.text}" follows its end`);
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? end;
  }

  #take(): Token {
    const token = this.#next;
    this.#at += 1;
    return token;
  }

  #isNext(symbol: string): boolean {
    return this.#next.kind === 'symbol' && this.#next.text === symbol;
  }

  #expect(symbol: string): void {
    if (!this.#isNext(symbol))
      throw new FilterPatternError(`"${this.#next.text}" stands where ${symbol} is expected`);
    this.#at += 1;
  }

  #list(symbol: string, part: () => Expression): readonly Expression[] {
    const parts = [part()];
    while (this.#isNext(symbol)) {
      this.#at += 1;
      parts.push(part());
    }
    return parts;
  }

  #either(): Expression {
    return or(...this.#list('||', () => this.#both()));
  }

  #both(): Expression {
    return and(...this.#list('&&', () => this.#single()));
  }

  #single(): Expression {
    if (this.#isNext('(')) {
      this.#at += 1;
      const inner = this.#either();
      this.#expect(')');
      return inner;
    }
    const { kind, text } = this.#take();
    if (kind !== 'selector') throw new FilterPatternError(`"${text}" is no selector`);
    const condition = this.#condition(fieldOf(text));
    // Such a selector asks whether any item of a list meets the condition: items are not told apart here.
    return text.includes('[*]') ? undecided(`${text} asks each item of a list`) : condition;
  }

  #condition(field: string): Expression {
    const { kind, text } = this.#take();
    if (kind === 'word') return this.#keyword(field, text.toUpperCase());
    if (kind !== 'symbol' || !/^(=|!=|[<>]=?)$/.test(text))
      throw new FilterPatternError(`"${text}" is no comparison`);
    return compare(field, text, this.#take());
  }

  #keyword(field: string, keyword: string): Expression {
    if (keyword === 'EXISTS') return exists(field);
    const word = this.#take().text.toUpperCase();
    if (keyword === 'NOT' && word === 'EXISTS') return not(exists(field));
    const values: Readonly<Record<string, null | boolean>> = { NULL: null, TRUE: true, FALSE: false };
    if (keyword !== 'IS' || !Object.hasOwn(values, word))
      throw new FilterPatternError(`"${keyword} ${word}" is no condition`);
    return { kind: 'is', field, value: values[word] ?? null };
  }
}

/** `$.a['b'].c` as `a.b.c`. */
function fieldOf(selector: string): string {
  const field = selector
    .slice(1)
    .replace(/\.?\[['"]([^'"]*)['"]\]/g, '.$1')
    .replace(/^\./, '');
  if (field === '') throw new FilterPatternError('a selector names no field');
  return field;
}

function compare(field: string, operator: string, { kind, text }: Token): Expression {
  if (kind !== 'quoted' && kind !== 'word' && kind !== 'expression')
    throw new FilterPatternError(`"${text}" is no value of ${field}`);
  if (operator === '=') return equals(field, kind, text);
  if (operator === '!=') {
    const equal = equals(field, kind, text);
    const open = undecided(`whether ${field} != ${text} holds where there is no ${field} is not documented`);
    return or(differs(field, equal), and(not(exists(field)), open));
  }
  const value = Number(text);
  if (kind !== 'word' || !Number.isFinite(value)) throw new FilterPatternError(`"${text}" is no number`);
  return { kind: 'number', field, operator: operator as NumberOperator, value };
}

function equals(field: string, kind: Token['kind'], text: string): Expression {
  if (kind === 'expression') return undecided(`%${text}% is a regular expression`);
  if (kind === 'quoted') return isLike(field, text.replace(/\\(.)/g, '$1'));
  const value = Number(text);
  return !Number.isFinite(value)
    ? isLike(field, text)
    : or({ kind: 'number', field, operator: '=', value }, isText(field, text));
}
