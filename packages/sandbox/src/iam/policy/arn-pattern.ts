import { anyRun, type GlobPart, globMatcher, type Matcher } from './glob.ts';

/** `arn:partition:service:region:account:resource`. */
const fields = 6;

/** The six fields of an ARN; the last keeps its own colons. `undefined` for anything else. */
function arnFields(arn: string): readonly string[] | undefined {
  if (!arn.startsWith('arn:')) return undefined;
  const split: string[] = [];
  let from = 0;
  for (let count = 1; count < fields; count++) {
    const colon = arn.indexOf(':', from);
    if (colon < 0) return undefined;
    split.push(arn.slice(from, colon));
    from = colon + 1;
  }
  split.push(arn.slice(from));
  return split;
}

/** 12-digit account of an ARN, or `undefined` where the ARN names none, such as a bucket's. */
export function arnAccount(arn: string): string | undefined {
  const account = arnFields(arn)?.[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * Matches ARNs field by field: a `*` in the region never reaches into the account, one in the last field
 * takes colons and slashes too. A pattern of `*` alone matches everything, ARN or not.
 *
 * `completed`: missing fields count as `*`, as for the Resource element
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html); for the
 * condition operators such a pattern matches nothing.
 */
export function arnMatcher(parts: readonly GlobPart[], completed: boolean): Matcher {
  if (parts.length > 0 && parts.every((part) => part === anyRun)) return () => true;
  const patterns = splitFields(parts);
  if (patterns.length < fields && !completed) return () => false;
  while (patterns.length < fields) patterns.push([anyRun]);
  const matchers = patterns.map((pattern) => globMatcher(pattern));
  return (text) => {
    const split = arnFields(text);
    return split !== undefined && matchers.every((matches, index) => matches(split[index] ?? ''));
  };
}

function splitFields(parts: readonly GlobPart[]): GlobPart[][] {
  const split: GlobPart[][] = [[]];
  const push = (part: GlobPart) => split[split.length - 1]?.push(part);
  for (const part of parts) {
    if (typeof part !== 'string') {
      push(part);
      continue;
    }
    let rest = part;
    while (split.length < fields && rest.includes(':')) {
      const colon = rest.indexOf(':');
      if (colon > 0) push(rest.slice(0, colon));
      rest = rest.slice(colon + 1);
      split.push([]);
    }
    if (rest !== '') push(rest);
  }
  return split;
}
