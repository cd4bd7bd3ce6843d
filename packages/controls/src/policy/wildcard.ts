/**
 * Tells whether a pattern with `*` and `?` takes in a text. Takes time proportional to the product of their
 * lengths at worst, whatever the pattern.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return match(pattern, text, () => true);
}

/**
 * Tells whether a pattern takes in all that another pattern takes in, such as `logs/*` does `logs/AWSLogs/*`. A
 * `?` in the wider pattern never stands for the other's `*`.
 */
export function coversPattern(wider: string, narrower: string): boolean {
  return match(wider, narrower, (character) => character !== '*');
}

function match(pattern: string, text: string, singleTakes: (character: string) => boolean): boolean {
  if (pattern === text) return true;
  if (!pattern.includes('?')) {
    const first = pattern.indexOf('*');
    if (first < 0) return pattern === text;
    if (!text.startsWith(pattern.slice(0, first))) return false;
    if (first === pattern.length - 1) return true;
  }
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const symbol = pattern[p];
    const character = text[t] as string;
    if (symbol === '*') {
      star = p;
      resume = t;
      p += 1;
    } else if (symbol !== undefined && (symbol === '?' ? singleTakes(character) : symbol === character)) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      resume += 1;
      t = resume;
      p = star + 1;
    } else {
      return false;
    }
  }
  return [...pattern.slice(p)].every((symbol) => symbol === '*');
}
