import type { PolicyDocument } from '../model/policy-document.ts';
import { loosened, narrowed } from '../policy/loosened.ts';

/** How a value may change. */
export interface Measure {
  /** What is measured, for a reader: `Object Lock retention in days`. */
  readonly title: string;
  /** What gets weaker from one value to another; none when nothing does. Values are plain JSON. */
  weaker(before: unknown, after: unknown): readonly string[];
}

const shown = (value: unknown) => (value === null || value === undefined ? 'none' : JSON.stringify(value));

function measure(title: string, isWeaker: (before: unknown, after: unknown) => boolean): Measure {
  return {
    title,
    weaker: (before, after) =>
      isWeaker(before, after) ? [`${title}: ${shown(before)} -> ${shown(after)}`] : [],
  };
}

/** What was on stays on. */
export function staysOn(title: string): Measure {
  return measure(title, (before, after) => before === true && after !== true);
}

/** What was off stays off. */
export function staysOff(title: string): Measure {
  return measure(title, (before, after) => before !== true && after === true);
}

/** A number does not sink; `null` is none at all. */
export function doesNotSink(title: string): Measure {
  return measure(
    title,
    (before, after) => typeof before === 'number' && !(Number(after ?? -Infinity) >= before),
  );
}

/** A period after which something is removed does not sink; `null` keeps it for ever. */
export function isNotRemovedSooner(title: string): Measure {
  return measure(title, (before, after) => {
    const [was, becomes] = [before, after].map((days) => (typeof days === 'number' ? days : Infinity));
    return (becomes as number) < (was as number);
  });
}

/** What there was is still there, whatever it is now. */
export function isKept(title: string): Measure {
  return measure(title, (before, after) => hasContent(before) && !hasContent(after));
}

/** A value of an ordered scale does not move to an earlier one; a value that is not on it comes before all. */
export function doesNotStepDown(title: string, scale: readonly string[]): Measure {
  return measure(title, (before, after) => scale.indexOf(String(after)) < scale.indexOf(String(before)));
}

/** Nothing leaves a list. */
export function losesNone(title: string): Measure {
  return listMeasure(
    title,
    (before, after) => before.filter((item) => !after.includes(item)),
    'no longer has',
  );
}

/** Nothing comes into a list. */
export function gainsNone(title: string): Measure {
  return listMeasure(title, (before, after) => after.filter((item) => !before.includes(item)), 'now has');
}

function listMeasure(
  title: string,
  difference: (before: readonly string[], after: readonly string[]) => readonly string[],
  verb: string,
): Measure {
  return {
    title,
    weaker: (before, after) =>
      difference(textsOf(before), textsOf(after)).map((item) => `${title} ${verb} ${item}`),
  };
}

/** A policy refuses as much, and allows no more. */
export function isNotLoosened(title: string): Measure {
  return {
    title,
    weaker: (before, after) =>
      loosened(documentOf(before), documentOf(after)).map((reason) => `${title}: ${reason}`),
  };
}

/** A policy goes on to allow all that it allowed. */
export function isNotNarrowed(title: string): Measure {
  return {
    title,
    weaker: (before, after) =>
      narrowed(documentOf(before), documentOf(after)).map((reason) => `${title}: ${reason}`),
  };
}

function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list)
    ? list.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
    : [];
}

function documentOf(value: unknown): PolicyDocument {
  return (value ?? { Statement: [] }) as PolicyDocument;
}

function hasContent(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}
