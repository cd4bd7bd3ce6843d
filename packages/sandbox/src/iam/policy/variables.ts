import { anyOne, anyRun, type GlobPart, globParts } from './glob.ts';

/** Values of a condition key of the request, by its name in lower case; `undefined` when it has none. */
export type KeyLookup = (key: string) => readonly string[] | undefined;

/** Text of a policy with its variables, ready to be filled in for each request. */
export interface Template {
  /** Same for every request: no variable is in it. */
  readonly constant: boolean;
  /** `undefined` when a variable has neither one value nor a default, unless `unknown` stands in for it. */
  resolve(lookup: KeyLookup, unknown?: GlobPart): GlobPart[] | undefined;
}

interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
}

/**
 * Reads `${aws:username}`, `${aws:PrincipalTag/team, 'default'}` and the escapes `${*}`, `${?}`, `${$}`.
 * Values stand for themselves: a `*` in a tag's value is no wildcard. Policies of the language version
 * 2008-10-17 know no variables; their text is taken as it is.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function template(text: string, variables: boolean): Template {
  const parts = variables ? split(text) : globParts(text);
  if (parts.every((part) => typeof part !== 'object')) {
    const constant = parts as GlobPart[];
    return { constant: true, resolve: () => constant };
  }
  return {
    constant: false,
    resolve(lookup, unknown) {
      const resolved: GlobPart[] = [];
      for (const part of parts) {
        if (typeof part !== 'object') resolved.push(part);
        else {
          const value = valueFor(part, lookup) ?? unknown;
          if (value === undefined) return undefined;
          resolved.push(value);
        }
      }
      return resolved;
    },
  };
}

/** The pattern as text when it is to be compared literally, as `StringEquals` does. */
export function literalText(parts: readonly GlobPart[]): string {
  return parts.map((part) => (part === anyRun ? '*' : part === anyOne ? '?' : part)).join('');
}

function valueFor(variable: Variable, lookup: KeyLookup): string | undefined {
  const values = lookup(variable.key);
  // A key with several values cannot be a variable.
  return values?.length === 1 ? values[0] : variable.fallback;
}

function split(text: string): (GlobPart | Variable)[] {
  const parts: (GlobPart | Variable)[] = [];
  let from = 0;
  while (from < text.length) {
    const open = text.indexOf('${', from);
    const close = open < 0 ? -1 : text.indexOf('}', open);
    if (close < 0) break;
    parts.push(...globParts(text.slice(from, open)), variableOrEscape(text.slice(open + 2, close)));
    from = close + 1;
  }
  parts.push(...globParts(text.slice(from)));
  return parts;
}

function variableOrEscape(body: string): string | Variable {
  if (body === '*' || body === '?' || body === '$') return body;
  const comma = body.indexOf(',');
  if (comma < 0) return { key: body.trim().toLowerCase(), fallback: undefined };
  const fallback = /^\s*'(.*)'\s*$/s.exec(body.slice(comma + 1));
  return { key: body.slice(0, comma).trim().toLowerCase(), fallback: fallback?.[1] };
}
