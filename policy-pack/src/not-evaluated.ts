import type { StackValidationPolicy } from '@pulumi/policy';
import { type Control, judge, type Result, type UnknownCause } from '@trailguard/controls';
import { estateIn, wholeIn } from './seen.ts';

/** Causes that a reader can do something about. That a program does not show the rest of the world is no news. */
const worthTelling: ReadonlySet<UnknownCause> = new Set(['unresolved', 'not-read', 'missing-field']);

/** Names, once for the whole stack, what no control could decide before the update. */
export function notEvaluatedPolicy(controls: readonly Control[]): StackValidationPolicy {
  return {
    name: 'not-evaluated',
    displayName: 'Controls that this preview could not decide',
    description:
      'These controls rest on values that are known only after the update; the audit decides them.',
    enforcementLevel: 'advisory',
    severity: 'low',
    validateStack: (args, report) => {
      const lines = judge(estateIn(wholeIn(args)), { controls }).flatMap((result) => lineOf(result) ?? []);
      if (lines.length > 0) report([...new Set(lines)].join('\n'));
    },
  };
}

function lineOf({ controlId, verdict }: Result): string | undefined {
  if (verdict.status !== 'unknown' || !worthTelling.has(verdict.because.unknown)) return undefined;
  return `${controlId}: ${verdict.reason}`;
}
