import type { MotoCalls } from '../../gateway/moto-calls.ts';
import { requirePolicy } from '../../policy/documents.ts';
import type { KeyFacts } from '../../policy/facts.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { accountOf } from './reference.ts';

interface Replication {
  readonly ReplicaRegion?: string;
  readonly Policy?: string;
  readonly Description?: string;
  readonly Tags?: readonly object[];
  readonly BypassPolicyLockoutSafetyCheck?: boolean;
}

/**
 * Copies of a multi-Region key. A copy shares material and rotation with its primary; policy, description, tags and aliases are
 * its own. https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html
 */
export function replicaOperations(
  moto: MotoCalls,
  find: (call: Call) => Promise<KeyFacts>,
  separate: (accountId: string, region: string, id: string) => Promise<void>,
): Service['operations'] {
  return {
    ReplicateKey: async (call, sandbox) => {
      const key = await find(call);
      const input = call.input as Replication;
      const region = input.ReplicaRegion ?? '';
      if (input.Policy !== undefined) requirePolicy('key', input.Policy);
      requirePlace(call, sandbox, region);
      await requirePrimary(moto, call, key, region);
      const answer = await moto.call(accountOf(key), call.region, 'kms', 'ReplicateKey', {
        KeyId: key.id,
        ReplicaRegion: region,
      });
      await separate(accountOf(key), region, key.id);
      const own = (operation: string, more: object) =>
        moto.call(accountOf(key), region, 'kms', operation, { KeyId: key.id, ...more });
      if (input.Description) await own('UpdateKeyDescription', { Description: input.Description });
      if (input.Policy) await own('PutKeyPolicy', { PolicyName: 'default', Policy: input.Policy });
      if (input.Tags?.length) await own('TagResource', { Tags: input.Tags });
      const { KeyMetadata } = await own('DescribeKey', {});
      return { ...answer, ReplicaKeyMetadata: KeyMetadata, ReplicaTags: input.Tags ?? [] };
    },
  };
}

function requirePlace(call: Call, sandbox: SandboxContext, region: string): void {
  if (region === call.region) {
    throw new AwsError(
      'UnsupportedOperationException',
      'A replica is in another Region than its primary key.',
    );
  }
  if (!sandbox.regions(call.caller.accountId).includes(region)) {
    throw new AwsError('DisabledException', `The Region ${region} is not enabled for this account.`);
  }
}

/** The codes are those of the operation's page; the messages are unverified. */
async function requirePrimary(moto: MotoCalls, call: Call, key: KeyFacts, region: string): Promise<void> {
  const { KeyMetadata: metadata } = (await moto.call(accountOf(key), call.region, 'kms', 'DescribeKey', {
    KeyId: key.id,
  })) as {
    KeyMetadata?: {
      MultiRegion?: boolean;
      MultiRegionConfiguration?: { PrimaryKey?: { Arn?: string }; ReplicaKeys?: { Region?: string }[] };
    };
  };
  const { PrimaryKey: primary, ReplicaKeys: replicas = [] } = metadata?.MultiRegionConfiguration ?? {};
  if (!metadata?.MultiRegion || primary?.Arn !== key.arn) {
    throw new AwsError('UnsupportedOperationException', `${key.arn} is not a multi-Region primary key.`);
  }
  if (replicas.some((replica) => replica.Region === region)) {
    throw new AwsError('AlreadyExistsException', `The key ${key.id} already exists in ${region}.`);
  }
}
