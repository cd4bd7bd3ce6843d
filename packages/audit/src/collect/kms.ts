import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KeyMetadata,
  KMSClient,
} from '@aws-sdk/client-kms';
import { type Fact, isUnknown, type Key } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { readPolicy } from './policy.ts';
import { type CallOptions, mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn(
  'owner of the key',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
);

/** Account and region in which a key that is not given by its ARN is looked up. */
export interface KeyHome {
  readonly accountId: string;
  readonly region: string;
}

/**
 * A key, asked in its own account and region; `null` when there is none.
 * @param reference ARN of the key or of an alias, or a key id or alias (`alias/…`) of its user's own account.
 * @param home account and region of what uses the key.
 */
export async function readKey(reader: Reader, reference: string, home: KeyHome): Promise<Fact<Key>> {
  const { accountId, region } = placeOf(reference, home);
  const client = reader.client(KMSClient, accountId, region);
  const ask = <T>(call: string, send: (options: CallOptions) => Promise<T>, absent: readonly string[] = []) =>
    reader.ask(`${call} for ${reference}`, send, absent);
  const described = await ask(
    'kms:DescribeKey',
    (options) => client.send(new DescribeKeyCommand({ KeyId: reference }), options),
    ['NotFoundException'],
  );
  if (described === null) return null;
  // The calls below take no alias.
  const KeyId = isUnknown(described) ? reference : (described.KeyMetadata?.Arn ?? reference);
  const [rotation, policy] = await Promise.all([
    ask('kms:GetKeyRotationStatus', (o) => client.send(new GetKeyRotationStatusCommand({ KeyId }), o)),
    ask('kms:GetKeyPolicy', (o) => client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }), o)),
  ]);
  const metadata = <T>(read: (key: KeyMetadata) => T | undefined) =>
    mapFact(described, ({ KeyMetadata: key }) => (key === undefined ? undefined : read(key)) ?? null);
  return {
    arn: metadata((key) => key.Arn),
    id: metadata((key) => key.KeyId),
    accountId,
    region,
    manager: metadata((key) => key.KeyManager),
    state: metadata((key) => key.KeyState),
    rotates: mapFact(rotation, ({ KeyRotationEnabled }) => KeyRotationEnabled ?? null),
    policy: mapFact(policy, ({ Policy }) => readPolicy(Policy, `kms:GetKeyPolicy for ${KeyId}`)),
    observation: {
      arn: KeyId,
      calls: {
        arn: 'kms:DescribeKey',
        manager: 'kms:DescribeKey',
        state: 'kms:DescribeKey',
        rotates: 'kms:GetKeyRotationStatus',
        policy: 'kms:GetKeyPolicy',
      },
      at: reader.clock.latest ?? '',
    },
  };
}

/** `arn:PARTITION:kms:REGION:ACCOUNT:key/ID` tells where; an id or alias is its user's. */
function placeOf(reference: string, home: KeyHome): KeyHome {
  const [prefix, , , region, accountId] = reference.split(':');
  return prefix === 'arn' && region && accountId ? { accountId, region } : home;
}
