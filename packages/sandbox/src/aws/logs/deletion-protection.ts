import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';

/** ARNs of the log groups that cannot be deleted. */
interface Protection {
  protected: Record<string, true>;
}

const protection = (sandbox: SandboxContext) =>
  sandbox.state<Protection>('logs', () => ({ protected: {} })).protected;

const arnOf = (call: Call, name: string) =>
  `arn:aws:logs:${call.region}:${call.caller.accountId}:log-group:${name}`;

/** Sets or clears the protection of a group. */
export function protect(call: Call, sandbox: SandboxContext, name: string, on: boolean): void {
  if (on) protection(sandbox)[arnOf(call, name)] = true;
  else delete protection(sandbox)[arnOf(call, name)];
}

/** Log groups that have to be unprotected before they can go. */
export function deletionProtectionOperations(
  moto: MotoCalls,
  requireGroup: (call: Call, name: string) => Promise<void>,
): Service['operations'] {
  return {
    /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogGroupDeletionProtection.html */
    PutLogGroupDeletionProtection: async (call, sandbox) => {
      const { logGroupIdentifier: identifier = '', deletionProtectionEnabled: on } = call.input as {
        logGroupIdentifier?: string;
        deletionProtectionEnabled?: boolean;
      };
      const name = identifier.replace(/^arn:.*:log-group:/, '').replace(/:\*$/, '');
      await requireGroup(call, name);
      protect(call, sandbox, name, on === true);
      return {};
    },
    /** The code is one of those on the operation's page (unverified). */
    DeleteLogGroup: async (call, sandbox) => {
      const { logGroupName: name = '' } = call.input as { logGroupName?: string };
      if (protection(sandbox)[arnOf(call, name)]) {
        throw new AwsError(
          'ValidationException',
          `The log group ${name} has deletion protection enabled. Disable it before you delete the log group.`,
        );
      }
      return moto.forward(call);
    },
    DescribeLogGroups: async (call, sandbox) => {
      const answer = (await moto.call(
        call.caller.accountId,
        call.region,
        'logs',
        'DescribeLogGroups',
        call.input,
      )) as { logGroups?: { logGroupName?: string }[] };
      const isProtected = protection(sandbox);
      return {
        ...answer,
        logGroups: (answer.logGroups ?? []).map((group) => ({
          ...group,
          deletionProtectionEnabled: isProtected[arnOf(call, group.logGroupName ?? '')] === true,
        })),
      };
    },
  };
}
