import type { StackValidationPolicy } from '@pulumi/policy';
import { notEvaluatedName } from './own-policies.ts';
import { wholeIn } from './seen.ts';
import type { Undecided } from './undecided.ts';

/** Names, once for the whole stack, what no control could decide before the update. It comes after all controls. */
export function notEvaluatedPolicy(undecided: Undecided): StackValidationPolicy {
  return {
    name: notEvaluatedName,
    displayName: 'Controls that this preview could not decide',
    description:
      'These controls rest on values that are known only after the update; the audit decides them.',
    enforcementLevel: 'advisory',
    severity: 'low',
    validateStack: (args, report) => {
      const lines = undecided.close(wholeIn(args));
      if (lines.length > 0) report(lines.join('\n'));
    },
  };
}
