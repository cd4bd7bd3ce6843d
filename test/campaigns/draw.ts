/** Draws that a seed decides: the same on every machine, so that what failed can be played again. */
export interface Draw {
  /** A number from `from` to below `to`. */
  between(from: number, to: number): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** One of a list, as often as its weight says. */
  oneOf<T>(choices: readonly (readonly [T, weight: number])[]): T;
}

/**
 * Draws of one purpose: what another purpose draws does not change them.
 * @param seed a whole number.
 * @param purpose such as `round 3`.
 */
export function drawing(seed: number, purpose: string): Draw {
  let state = hashOf(`${seed} ${purpose}`);
  const next = (): number => {
    // Mulberry32, https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32: 2^32 numbers are far more than we draw.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + next() * (to - from);
  return {
    between,
    whole: (from, to) => Math.floor(between(from, to + 1)),
    oneOf(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      throw new RangeError('a draw needs choices with weights above 0');
    },
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return hash >>> 0;
}
