import { findingPattern } from '../detection-alarms/event-patterns.ts';
import { type ResponseAction, ResponseActions, typesWithActions } from './response-actions.ts';

/** What is allowed, and who agrees. */
export interface ResponsePlan {
  readonly actions: { readonly [action: string]: readonly string[] };
  readonly dryRun: boolean;
  readonly approverRoleArns: readonly string[];
  readonly minimumSeverity: number;
}

/** EventBridge takes no longer pattern: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const longestPattern = 2048;
/** `Backdoor:EC2/*`, `Stealth:IAMUser/CloudTrailLoggingDisabled`. */
const FindingType = /^[A-Za-z]+:[A-Za-z0-9]+\/[A-Za-z0-9.&!_-]*\*?$/;

/** What is wrong with a response, one sentence each; none when all is well. */
export function responseFaults({
  actions,
  dryRun,
  approverRoleArns,
  minimumSeverity,
}: ResponsePlan): string[] {
  const faults: string[] = [];
  for (const [action, types] of Object.entries(actions)) {
    if (!Object.hasOwn(ResponseActions, action)) {
      faults.push(`"${action}" is no action; there are ${Object.keys(ResponseActions).join(', ')}`);
      continue;
    }
    if (types.length === 0)
      faults.push(`${action} is allowed for no type of finding; name some, or leave it out`);
    faults.push(
      ...types
        .filter((type) => !FindingType.test(type))
        .map(
          (type) => `${JSON.stringify(type)} of ${action} is no type of finding; it is like Backdoor:EC2/*`,
        ),
    );
    const { isDestructive } = ResponseActions[action as ResponseAction];
    if (isDestructive && !dryRun && approverRoleArns.length === 0) {
      faults.push(
        `${action} waits for an approval, and there are no approvers; name the roles that may approve`,
      );
    }
  }
  const pattern = findingPattern(minimumSeverity, typesWithActions(actions));
  if (pattern.length > longestPattern) {
    faults.push(
      `the types of findings need an event pattern of ${pattern.length} characters, and EventBridge takes ${longestPattern}; end types in * to have fewer`,
    );
  }
  return faults;
}
