import type { FieldSelector } from '../model/estate.ts';

/** A value that stands for all that conditions do not tell from it; `undefined` for events without the field. */
export type Representative = string | undefined;

/** Fields whose values CloudTrail fixes; every event has them. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  eventCategory: ['Management', 'Data', 'NetworkActivity'],
  readOnly: ['true', 'false'],
};

/**
 * One value for each class of values that these conditions cannot tell apart.
 *
 * A value that equals none of the texts asked for is told from another only by the longest start and the longest end
 * that match it: all shorter ones that match are part of those. So the texts themselves, each start with each end
 * around a character that no text has, and the missing value stand for everything.
 */
export function representativesOf(
  field: string,
  conditions: readonly FieldSelector[],
): readonly Representative[] {
  const texts = (...operators: readonly (keyof FieldSelector)[]) =>
    conditions.flatMap((condition) => operators.flatMap((operator) => condition[operator] ?? []));
  const whole = texts('equals', 'notEquals');
  if (Object.hasOwn(fixed, field)) return [...new Set([...(fixed[field] ?? []), ...whole])];
  const starts = texts('startsWith', 'notStartsWith');
  const ends = texts('endsWith', 'notEndsWith');
  const mark = unusedCharacter([...whole, ...starts, ...ends]);
  const others = ['', ...starts].flatMap((start) => ['', ...ends].map((end) => `${start}${mark}${end}`));
  return [...new Set<Representative>([...whole, ...others, undefined])];
}

/** What stands in a representative for any text, in the words of a reader. */
export function describeRepresentative(representative: Representative): string {
  return representative === undefined ? 'none' : representative.replace(privateUse, '*');
}

/** Whether a representative stands for values that no condition names. */
export function isUnnamed(representative: Representative): boolean {
  return representative !== undefined && /^[\uE000-\uF8FF]$/u.test(representative);
}

/**
 * Whether a value meets a condition: one of the texts that select, if there are any, and none of those that exclude.
 * A missing value meets only exclusions; a condition without texts is met by nothing.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html#filtering-data-events-multiple-conditions
 */
export function meets(value: Representative, condition: FieldSelector): boolean {
  const { equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith } = condition;
  const selects = [equals, startsWith, endsWith].some(isGiven);
  const excludes = [notEquals, notStartsWith, notEndsWith].some(isGiven);
  if (value === undefined) return !selects && excludes;
  const isSelected = matches(value, equals, startsWith, endsWith);
  const isExcluded = matches(value, notEquals, notStartsWith, notEndsWith);
  return selects ? isSelected && !isExcluded : excludes && !isExcluded;
}

type Texts = readonly string[] | undefined;

function isGiven(texts: Texts): boolean {
  return texts !== undefined && texts.length > 0;
}

function matches(value: string, whole: Texts = [], starts: Texts = [], ends: Texts = []): boolean {
  return (
    whole.includes(value) ||
    starts.some((start) => value.startsWith(start)) ||
    ends.some((end) => value.endsWith(end))
  );
}

const privateUse = /[\uE000-\uF8FF]/u;

/** Unicode's area for private use has 6,400 characters; CloudTrail takes 500 texts. */
function unusedCharacter(texts: readonly string[]): string {
  const used = new Set(texts.join(''));
  for (let code = 0xe000; code <= 0xf8ff; code += 1) {
    const character = String.fromCharCode(code);
    if (!used.has(character)) return character;
  }
  throw new Error('event selectors use every character of private use');
}
