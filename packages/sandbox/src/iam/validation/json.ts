/** A JSON text that is no valid policy on the level of JSON. */
export class PolicySyntaxError extends Error {
  override readonly name = 'PolicySyntaxError';
}

/**
 * Parses a policy, which may not repeat a key: JSON.parse would silently take the last, and hide a statement.
 * @throws PolicySyntaxError
 */
export function parsePolicyJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PolicySyntaxError((error as Error).message, { cause: error });
  }
  const repeated = findRepeatedKey(text);
  if (repeated !== undefined) throw new PolicySyntaxError(`the key ${repeated} is there twice`);
  return value;
}

/** Walks the tokens of valid JSON and keeps the keys of each open object. */
function findRepeatedKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const keys = open.at(-1);
      const key: string = JSON.parse(last);
      if (keys?.has(key)) return JSON.stringify(key);
      keys?.add(key);
    } else last = token;
  }
  return undefined;
}
