import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Backend } from '../../moto/backend.ts';
import { requirePolicy } from '../../policy/documents.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { deletionProtectionOperations, protect } from './deletion-protection.ts';
import { metricFilterOperations, requireFilter } from './metric-filters.ts';

/** Days that a log group may keep its events: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

/** CloudWatch Logs where moto differs from it: keys and protection of log groups, metric filters that count, checks of input. */
export function logsService(moto: MotoCalls, backend: Backend): Service {
  const setKey = async (call: Call, name: string, key: string | null) => {
    const known = await backend.ask<boolean>(
      'set_log_group_key',
      call.caller.accountId,
      call.region,
      name,
      key,
    );
    if (!known) throw noSuchGroup();
    return {};
  };
  return {
    name: 'logs',
    operations: {
      ...deletionProtectionOperations(moto, (call, name) => requireGroup(moto, call, name)),
      ...metricFilterOperations(moto),
      CreateLogGroup: async (call, sandbox) => {
        const {
          logGroupName: name = '',
          kmsKeyId: key,
          deletionProtectionEnabled: isProtected,
        } = call.input as {
          logGroupName?: string;
          kmsKeyId?: string;
          deletionProtectionEnabled?: boolean;
        };
        if (key !== undefined) await requireKey(call, sandbox, name, key);
        const answer = await moto.forward(call);
        if (answer.response.status < 300) protect(call, sandbox, name, isProtected === true);
        return answer;
      },
      /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html */
      AssociateKmsKey: async (call, sandbox) => {
        const name = groupName(call);
        const { kmsKeyId: key = '' } = call.input as { kmsKeyId?: string };
        await requireKey(call, sandbox, name, key);
        return setKey(call, name, key);
      },
      DisassociateKmsKey: (call) => setKey(call, groupName(call), null),
      PutRetentionPolicy: (call) => {
        const { retentionInDays: days } = call.input as { retentionInDays?: number };
        if (days === undefined || !retentions.has(days)) {
          throw new AwsError(
            'InvalidParameterException',
            `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set`,
          );
        }
        return moto.forward(call);
      },
      /** A filter of the same name is replaced, where moto keeps both; and moto takes one for any group. */
      PutMetricFilter: async (call) => {
        const { logGroupName, filterName } = call.input as { logGroupName?: string; filterName?: string };
        const logs = (operation: string, input: object) =>
          moto.call(call.caller.accountId, call.region, 'logs', operation, input);
        await requireGroup(moto, call, String(logGroupName));
        requireFilter(call);
        const known = { logGroupName, filterNamePrefix: filterName };
        const { metricFilters } = (await logs('DescribeMetricFilters', known)) as MetricFilters;
        const old = metricFilters?.find((filter) => filter.filterName === filterName);
        if (!old) return moto.forward(call);
        await logs('DeleteMetricFilter', { logGroupName, filterName });
        try {
          return await moto.forward(call);
        } catch (error) {
          const { filterPattern, metricTransformations } = old;
          await logs('PutMetricFilter', { logGroupName, filterName, filterPattern, metricTransformations });
          throw error;
        }
      },
      PutResourcePolicy: (call) => {
        const { policyDocument: policy = '' } = call.input as { policyDocument?: string };
        requirePolicy('resource', policy, {
          resourceArn: `arn:aws:logs:${call.region}:${call.caller.accountId}:log-group:*`,
        });
        return moto.forward(call);
      },
    },
  };
}

interface MetricFilters {
  metricFilters?: { filterName?: string; filterPattern?: string; metricTransformations?: object[] }[];
}

function noSuchGroup(): AwsError {
  return new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
}

async function requireGroup(moto: MotoCalls, call: Call, name: string): Promise<void> {
  const { logGroups = [] } = (await moto.call(
    call.caller.accountId,
    call.region,
    'logs',
    'DescribeLogGroups',
    {
      logGroupNamePrefix: name,
    },
  )) as { logGroups?: { logGroupName?: string }[] };
  if (!logGroups.some((group) => group.logGroupName === name)) throw noSuchGroup();
}

function groupName(call: Call): string {
  const { logGroupName: name, resourceIdentifier: arn } = call.input as {
    logGroupName?: string;
    resourceIdentifier?: string;
  };
  const found = name ?? /:log-group:([^:]+)/.exec(arn ?? '')?.[1];
  if (!found)
    throw new AwsError('InvalidParameterException', 'One of logGroupName and resourceIdentifier is required');
  return found;
}

/**
 * The key must exist, be enabled and let CloudWatch Logs of the region use it for this log group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
async function requireKey(call: Call, sandbox: SandboxContext, group: string, key: string): Promise<void> {
  const { accountId } = call.caller;
  const refused = (reason: string) => new AwsError('InvalidParameterException', reason);
  let state: unknown;
  try {
    const found = await sandbox.inspect(key.split(':')[4] ?? accountId, call.region, 'kms', 'DescribeKey', {
      KeyId: key,
    });
    state = (found.KeyMetadata as { KeyState?: string }).KeyState;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw refused('The specified KMS key does not exist or is not allowed to be used');
  }
  if (state !== 'Enabled') throw refused('The specified KMS key is not enabled');
  const service = `logs.${call.region}.amazonaws.com`;
  const groupArn = `arn:aws:logs:${call.region}:${accountId}:log-group:${group}`;
  const decision = await sandbox.authorize(
    { accountId, arn: service, kind: 'service', servicePrincipal: service, sourceArn: groupArn },
    call.region,
    'kms',
    'GenerateDataKey',
    { KeyId: key, KeySpec: 'AES_256', EncryptionContext: { 'aws:logs:arn': groupArn } },
  );
  if (!decision.allowed) {
    throw refused(
      `The specified KMS key does not exist or is not allowed to be used with LogGroup '${groupArn}'`,
    );
  }
}
