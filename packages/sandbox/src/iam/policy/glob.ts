/** One piece of a pattern: text that stands for itself, any run of characters, or any one character. */
export type GlobPart = string | typeof anyRun | typeof anyOne;

/** `*` */
export const anyRun = Symbol('any run of characters');
/** `?` */
export const anyOne = Symbol('any one character');

export type Matcher = (text: string) => boolean;

/** Splits `*` and `?` off from the text around them. */
export function globParts(text: string): GlobPart[] {
  const parts: GlobPart[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character !== '*' && character !== '?') continue;
    if (at > from) parts.push(text.slice(from, at));
    parts.push(character === '*' ? anyRun : anyOne);
    from = at + 1;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/**
 * Compiles a pattern for many texts. The pieces between two `*` are looked for from left to right and never
 * taken back, so the time is bounded by text length times pattern length: no pattern can make it explode.
 */
export function globMatcher(parts: readonly GlobPart[]): Matcher {
  const runs = splitAtRuns(parts);
  const first = runs[0];
  if (first === undefined || runs.length === 1) {
    const whole = first ?? noPiece;
    return (text) => text.length === whole.length && whole.startsAt(text, 0);
  }
  const last = runs[runs.length - 1] ?? noPiece;
  const middle = runs.slice(1, -1).filter((piece) => piece.length > 0);
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !first.startsAt(text, 0) || !last.startsAt(text, end)) return false;
    let at = first.length;
    for (const piece of middle) {
      const found = piece.find(text, at);
      if (found < 0) return false;
      at = found + piece.length;
      if (at > end) return false;
    }
    return true;
  };
}

/** A run of text and `?` without any `*`. */
interface Piece {
  readonly length: number;
  startsAt(text: string, at: number): boolean;
  /** First place at or after `from`, or -1. */
  find(text: string, from: number): number;
}

const noPiece: Piece = literalPiece('');

function splitAtRuns(parts: readonly GlobPart[]): Piece[] {
  const pieces: Piece[] = [];
  let current: (string | typeof anyOne)[] = [];
  for (const part of parts) {
    if (part !== anyRun) current.push(part);
    else {
      pieces.push(compilePiece(current));
      current = [];
    }
  }
  pieces.push(compilePiece(current));
  return pieces;
}

function compilePiece(parts: readonly (string | typeof anyOne)[]): Piece {
  if (!parts.includes(anyOne)) return literalPiece(parts.join(''));
  // A character for each place, `undefined` where any will do.
  const places = parts.flatMap((part) => (part === anyOne ? [undefined] : part.split('')));
  const startsAt = (text: string, at: number) => {
    if (at < 0 || at + places.length > text.length) return false;
    return places.every((place, offset) => place === undefined || text[at + offset] === place);
  };
  return {
    length: places.length,
    startsAt,
    find(text, from) {
      for (let at = from; at + places.length <= text.length; at++) if (startsAt(text, at)) return at;
      return -1;
    },
  };
}

function literalPiece(literal: string): Piece {
  return {
    length: literal.length,
    startsAt: (text, at) => at >= 0 && text.startsWith(literal, at),
    find: (text, from) => text.indexOf(literal, from),
  };
}
