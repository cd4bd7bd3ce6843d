import { type Atom, atomsOf, type Expression, evaluate, not } from './expression.ts';
import { rememberedPairs } from './remembered.ts';
import { anyCharacter, holds, type Sample, samplesOf } from './sample-values.ts';

/** An event as far as it matters: field -> value. */
export type SampleEvent = Readonly<Record<string, Sample>>;

/** Whether a filter takes in all that is wanted. */
export type Coverage =
  | { readonly covers: true }
  /** An event that is wanted and not taken in. */
  | { readonly covers: false; readonly missed: SampleEvent }
  /** It rests on something that is not understood. */
  | { readonly covers: undefined; readonly why: string };

/** Events that are looked at before the question is given up as too complex. */
const mostEvents = 50_000;

/**
 * Judges whether every event that `wanted` describes is taken in by `filter`, whatever the order, spacing and form of
 * either: by what they mean, not by their text.
 *
 * Both ask finitely many questions of finitely many fields. For each field there is a finite set of values of which
 * one behaves as any other would ({@link samplesOf}), so the events made of these values stand for all events. They
 * are gone through field by field; a choice that cannot be a wanted event any more, or that the filter takes in
 * whatever else the event holds, is not followed further.
 * @param alwaysText fields that every event has, as a text.
 */
export function coverageOf(
  wanted: Expression,
  filter: Expression,
  alwaysText: ReadonlySet<string> = noFields,
): Coverage {
  return known.of(wanted, filter, alwaysText);
}

const noFields: ReadonlySet<string> = new Set();

const known = rememberedPairs((wanted, filter, alwaysText): Coverage => {
  const search = new Search(wanted, filter, alwaysText);
  search.from(0);
  if (search.missed !== undefined) return { covers: false, missed: search.missed };
  return search.why === undefined ? { covers: true } : { covers: undefined, why: search.why };
});

/** Tells whether some event meets both expressions; `undefined` where that rests on what is not understood. */
export function canBothHold(
  one: Expression,
  other: Expression,
  alwaysText: ReadonlySet<string> = noFields,
): boolean | undefined {
  return common.of(one, other, alwaysText);
}

const common = rememberedPairs((one, other, alwaysText) => {
  const { covers } = coverageOf(one, not(other), alwaysText);
  return covers === undefined ? undefined : !covers;
});

/** An event for a reader: `eventName = StopLogging, invokedBy missing`. */
export function describeEvent(event: SampleEvent): string {
  return Object.entries(event)
    .map(([field, value]) =>
      value === undefined
        ? `no ${field}`
        : `${field} = ${String(value).replaceAll(anyCharacter, '…') || '""'}`,
    )
    .join(', ');
}

class Search {
  missed: SampleEvent | undefined;
  why: string | undefined;
  readonly #wanted: Expression;
  readonly #filter: Expression;
  /** What both ask of each field; those that are wanted come first, since they narrow most. */
  readonly #fields: readonly (readonly [field: string, atoms: readonly Atom[]])[];
  readonly #alwaysText: ReadonlySet<string>;
  /** Made when the search first comes to a field. */
  readonly #samples = new Map<string, readonly Sample[] | undefined>();
  readonly #chosen = new Map<string, Sample>();
  #events = 0;

  constructor(wanted: Expression, filter: Expression, alwaysText: ReadonlySet<string>) {
    this.#wanted = wanted;
    this.#filter = filter;
    this.#fields = [...Map.groupBy([...atomsOf(wanted), ...atomsOf(filter)], ({ field }) => field)];
    this.#alwaysText = alwaysText;
  }

  from(index: number): void {
    if (this.missed !== undefined) return;
    this.#events += 1;
    if (this.#events > mostEvents) {
      this.why = 'it combines too many fields';
      return;
    }
    const isWanted = evaluate(this.#wanted, this.#test);
    if (isWanted === false) return;
    const isTaken = evaluate(this.#filter, this.#test);
    if (isTaken === true) return;
    const next = this.#fields[index];
    if (next === undefined || (isWanted === true && isTaken === false)) {
      this.#end(isWanted === true && isTaken === false);
      return;
    }
    const [field, atoms] = next;
    const samples = this.#samplesOf(field, atoms);
    if (samples === undefined) this.why = 'its patterns overlap in too many ways';
    for (const sample of samples ?? []) {
      this.#chosen.set(field, sample);
      this.from(index + 1);
    }
    this.#chosen.delete(field);
  }

  #samplesOf(field: string, atoms: readonly Atom[]): readonly Sample[] | undefined {
    if (!this.#samples.has(field)) this.#samples.set(field, samplesOf(atoms, this.#alwaysText.has(field)));
    return this.#samples.get(field);
  }

  /** With all fields chosen, what is still open rests on parts that are not understood. */
  #end(isMissed: boolean): void {
    if (isMissed) this.missed = Object.fromEntries(this.#chosen);
    else this.why ??= reasonIn(this.#filter) ?? reasonIn(this.#wanted) ?? 'it is not understood';
  }

  readonly #test = (atom: Atom): boolean | undefined =>
    this.#chosen.has(atom.field) ? holds(atom, this.#chosen.get(atom.field)) : undefined;
}

function reasonIn(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'undecided':
      return expression.why;
    case 'not':
      return reasonIn(expression.part);
    case 'and':
    case 'or':
      return expression.parts.map(reasonIn).find((why) => why !== undefined);
    default:
      return undefined;
  }
}
