import type { ReportViolation, StackValidationPolicy } from '@pulumi/policy';
import { exceptionsPolicyName } from '../own-policies.ts';
import type { Ledger } from './ledger.ts';

/**
 * Refuses exceptions that cannot be read or have ended, and warns of such as end soon or waive nothing. It comes
 * after all other policies of the pack, which use them.
 */
export function exceptionsPolicy(ledger: Ledger, faults: readonly string[]): StackValidationPolicy {
  return {
    name: exceptionsPolicyName,
    displayName: 'Exceptions are well formed and have not ended',
    description: 'A fault in the exceptions refuses the run; what they would have waived stays a violation.',
    enforcementLevel: 'mandatory',
    severity: 'high',
    remediationSteps: 'Correct the line that is named; docs/exceptions.md says what an exception needs.',
    validateStack: (_args, report) => {
      for (const fault of faults) report(fault);
      for (const { level, position, message } of ledger.close()) {
        const text = `${position}: ${message}`;
        if (level === 'error') report(text);
        else advise(report, text);
      }
    },
  };
}

/** Reports as advice, whatever the level of the policy. */
export function advise(report: ReportViolation, message: string, urn?: string): void {
  // The server takes an object too, as the SDK's does; the SDK's types say nothing of it.
  report({ message, enforcementLevel: 'advisory', ...(urn === undefined ? {} : { urn }) } as never);
}
