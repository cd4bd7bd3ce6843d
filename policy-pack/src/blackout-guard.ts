import type { StackValidationPolicy } from '@pulumi/policy';
import {
  blackoutGuardPolicy as name,
  blackouts,
  type Coverage,
  describeBlackout,
  heldToExceptions,
} from '@trailguard/controls/blackout';
import type { Exception } from '@trailguard/controls/exceptions';
import { coverageOfProgram } from './lens/coverage.ts';
import { wholeIn } from './seen.ts';

/**
 * Holds a program to the coverage that is committed beside it: an analyzer sees only what will be, so what was is given to
 * it. Without a coverage it says nothing. The service and `trailguard check-change` compare with the saved state itself.
 *
 * @param exceptions those that are in force; a loss that one of control `BLACKOUT` names is accepted
 */
export function blackoutGuard(exceptions: readonly Exception[]): StackValidationPolicy {
  return {
    name,
    displayName: 'Nothing that was logged or watched is lost',
    description: 'A change must not stop or weaken what the committed coverage of the stack holds.',
    enforcementLevel: 'mandatory',
    severity: 'critical',
    tags: ['blackout'],
    url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    remediationSteps:
      'Undo what is named, or have an exception of control BLACKOUT approved; write the coverage anew with "trailguard coverage" once the change is applied.',
    configSchema: {
      properties: {
        coverage: {
          type: 'object',
          description:
            'What "trailguard coverage" wrote of the stack as it stands. Default: nothing is compared.',
        },
      },
    },
    validateStack: (args, report) => {
      const { coverage: before } = args.getConfig<{ readonly coverage?: unknown }>();
      if (before === undefined) return;
      if (!isCoverage(before)) {
        report('The configured coverage is none: write it with "trailguard coverage".');
        return;
      }
      const lost = blackouts(before, coverageOfProgram(wholeIn(args).program));
      for (const blackout of heldToExceptions(lost, exceptions, new Date().toISOString()).refused) {
        report(
          describeBlackout(blackout),
          blackout.resources.find((resource) => args.resources.some(({ urn }) => urn === resource)),
        );
      }
    },
  };
}

function isCoverage(value: unknown): value is Coverage {
  const { version, recorders, watchers, guarded } = (value ?? {}) as Record<string, unknown>;
  return version === 1 && [recorders, watchers, guarded].every(Array.isArray);
}
