import type { Atom } from './expression.ts';
import { remembered } from './remembered.ts';

/** What a field of an event holds; `undefined` where the event has no such field. */
export type Sample = string | number | boolean | null | undefined;

/** Stands for a character that no pattern names; shown as `…`. */
export const anyCharacter = '\uFFFC';

/** States of the search for texts after which a field is given up as too complex. */
const mostStates = 20_000;

/**
 * Values of a field of which one behaves as any other value would, as far as these atoms can tell: for each way in
 * which the atoms can hold and not hold together there is one. `undefined` when that would take too long.
 * @param isAlwaysText the field is never missing and always a text.
 */
export function samplesOf(atoms: readonly Atom[], isAlwaysText: boolean): readonly Sample[] | undefined {
  const questions = atoms.map((atom) => ({ ...atom, field: '' }));
  return samplesFor(JSON.stringify({ atoms: questions, isAlwaysText }));
}

const samplesFor = remembered((question: string): readonly Sample[] | undefined => {
  const { atoms, isAlwaysText } = JSON.parse(question) as {
    atoms: readonly Atom[];
    isAlwaysText: boolean;
  };
  const texts = textsOf(atoms.flatMap((atom) => (atom.kind === 'text' ? [atom.pieces] : [])));
  if (texts === undefined) return undefined;
  const numbers = atoms.flatMap((atom) => (atom.kind === 'number' ? [atom.value] : []));
  const others: readonly Sample[] = isAlwaysText
    ? []
    : [undefined, null, true, false, ...numbersAround(numbers)];
  const seen = new Set<string>();
  return [...texts, ...others].filter((sample) => {
    const behaviour = atoms.map((atom) => Number(holds(atom, sample))).join('');
    if (seen.has(behaviour)) return false;
    seen.add(behaviour);
    return true;
  });
});

/** Whether an atom holds of a value of its field. */
export function holds(atom: Atom, sample: Sample): boolean {
  switch (atom.kind) {
    case 'exists':
      return sample !== undefined;
    case 'is':
      return sample === atom.value;
    case 'number':
      return typeof sample === 'number' && compares(sample, atom.operator, atom.value);
    case 'text':
      return typeof sample === 'string' && isMadeOf(sample, atom.pieces);
  }
}

function compares(sample: number, operator: string, value: number): boolean {
  switch (operator) {
    case '<':
      return sample < value;
    case '<=':
      return sample <= value;
    case '>':
      return sample > value;
    case '>=':
      return sample >= value;
    default:
      return sample === value;
  }
}

/** Pieces in their order, with anything between them; found from the left, each as early as possible. */
function isMadeOf(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return text === first;
  const last = rest.pop() as string;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** Each bound, and a number on either side of it. */
function numbersAround(bounds: readonly number[]): readonly number[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b);
  const [least = 0] = sorted;
  return [
    least - 1,
    ...sorted.flatMap((bound, index) => {
      const next = sorted[index + 1];
      return [bound, next === undefined ? bound + 1 : (bound + next) / 2];
    }),
  ];
}

const gap = Symbol('gap');
type Step = string | typeof gap;

/** Where each pattern that may still be met stands. */
type State = readonly { readonly pattern: number; readonly at: readonly number[] }[];

/**
 * A text for each set of patterns that a text can meet at once. Whole texts stand for themselves, so that only patterns
 * with gaps have to be walked; where these lead to no text but a whole one, all patterns are.
 */
function textsOf(patterns: readonly Pieces[]): readonly string[] | undefined {
  const isWhole = ({ length }: Pieces) => length === 1;
  const whole = new Set(patterns.filter(isWhole).map(([text = '']) => text));
  const open = patterns.filter((pieces) => !isWhole(pieces));
  if (open.length === 0) return [...whole, anyCharacter];
  const texts = textsThrough(open);
  if (texts === undefined) return undefined;
  const setOf = (text: string) => open.map((pieces) => Number(isMadeOf(text, pieces))).join('');
  const free = new Set(texts.filter((text) => !whole.has(text)).map(setOf));
  return texts.every((text) => free.has(setOf(text))) ? [...whole, ...texts] : textsThrough(patterns);
}

type Pieces = readonly string[];

/**
 * All sets of patterns that are reached by reading one character after the other, shortest texts first. Only characters
 * that a pattern waits for can tell patterns apart; one stands for the rest, and texts with it are no others' whole text.
 */
function textsThrough(patterns: readonly Pieces[]): readonly string[] | undefined {
  const steps = patterns.map(stepsOf);
  const start: State = steps.map((own, pattern) => ({ pattern, at: withGaps(own, [0]) }));
  const queue: { state: State; text: string; isFree: boolean }[] = [
    { state: start, text: '', isFree: false },
  ];
  const seen = new Set([keyOf(start, false)]);
  for (const { state, text, isFree } of queue) {
    if (queue.length > mostStates) return undefined;
    for (const character of awaited(state, steps)) {
      const next = advance(state, steps, character);
      const isNextFree = isFree || character === anyCharacter;
      const key = keyOf(next, isNextFree);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ state: next, text: text + character, isFree: isNextFree });
    }
  }
  return queue.map(({ text }) => text);
}

function stepsOf(pieces: Pieces): readonly Step[] {
  return pieces.flatMap((piece, index): Step[] => (index === 0 ? [...piece] : [gap, ...piece]));
}

/** A gap may stand for nothing: who stands before it stands behind it too. */
function withGaps(steps: readonly Step[], at: readonly number[]): readonly number[] {
  const reached = new Set<number>();
  for (let place of at) {
    reached.add(place);
    while (steps[place] === gap) reached.add(++place);
  }
  return [...reached].sort((a, b) => a - b);
}

function awaited(state: State, steps: readonly (readonly Step[])[]): ReadonlySet<string> {
  const characters = new Set<string>([anyCharacter]);
  for (const { pattern, at } of state) {
    for (const place of at) {
      const step = steps[pattern]?.[place];
      if (typeof step === 'string') characters.add(step);
    }
  }
  return characters;
}

function advance(state: State, steps: readonly (readonly Step[])[], character: string): State {
  return state.flatMap(({ pattern, at }) => {
    const own = steps[pattern] as readonly Step[];
    const next = at.flatMap((place) =>
      own[place] === gap ? [place] : own[place] === character ? [place + 1] : [],
    );
    return next.length === 0 ? [] : [{ pattern, at: withGaps(own, next) }];
  });
}

function keyOf(state: State, isFree: boolean): string {
  return Number(isFree) + state.map(({ pattern, at }) => `${pattern}:${at.join(',')}`).join(';');
}
