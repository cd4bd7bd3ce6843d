import { isUnknown } from '../../model/fact.ts';
import { isKept, losesNone, staysOn } from '../measures.ts';
import { guard, thing } from './guard.ts';

/** A rule that tells of changes and findings. */
export const eventRule = guard({
  find: ({ eventRules }) =>
    eventRules.items.map((one) => ({
      ...thing(one, one.name),
      values: {
        isOn: isUnknown(one.state) ? one.state : one.state !== 'DISABLED',
        pattern: one.pattern === null || isUnknown(one.pattern) ? one.pattern : [normal(one.pattern)],
        targets: isUnknown(one.targets)
          ? one.targets
          : (one.targets ?? []).map(({ arn }) => (isUnknown(arn) ? `(${arn.detail})` : String(arn))).sort(),
      },
    })),
  measures: {
    isOn: staysOn('the rule is on'),
    pattern: losesNone('event pattern'),
    targets: isKept('targets'),
  },
  whenGone: 'what it told of is told no more',
  isReplaceable: true,
});

/** A pattern in one order of its keys and values. */
function normal(pattern: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(pattern)));
  } catch {
    return pattern;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
