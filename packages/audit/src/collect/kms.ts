import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import { type Fact, type Key, parsePolicyDocument, unknownBecause } from '@trailguard/controls';
import { mapFact, type Reader } from './reader.ts';

/** IAM actions of this collector, in the account of the key. */
export const actions = ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus'] as const;

/** A key by its ARN, asked in its own account and region; `null` when there is none. */
export async function readKey(reader: Reader, arn: string): Promise<Fact<Key>> {
  const [, , , region, accountId, resource] = arn.split(':');
  if (!region || !accountId || !resource) {
    return unknownBecause('not-read', `${arn} is not the ARN of a key`);
  }
  const client = reader.client(KMSClient, accountId, region);
  const ask = <T>(call: string, send: () => Promise<T>, absent: readonly string[] = []) =>
    reader.ask(`${call} for ${arn}`, send, absent);
  const described = await ask('kms:DescribeKey', () => client.send(new DescribeKeyCommand({ KeyId: arn })), [
    'NotFoundException',
  ]);
  if (described === null) return null;
  const [rotation, policy] = await Promise.all([
    ask('kms:GetKeyRotationStatus', () => client.send(new GetKeyRotationStatusCommand({ KeyId: arn }))),
    ask('kms:GetKeyPolicy', () =>
      client.send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: 'default' })),
    ),
  ]);
  const metadata = <T>(
    read: (
      key: NonNullable<import('@aws-sdk/client-kms').DescribeKeyResponse['KeyMetadata']>,
    ) => T | undefined,
  ) =>
    mapFact(
      described,
      ({ KeyMetadata }) => (KeyMetadata === undefined ? undefined : read(KeyMetadata)) ?? null,
    );
  return {
    arn: metadata((key) => key.Arn),
    id: metadata((key) => key.KeyId),
    accountId,
    region,
    manager: metadata((key) => key.KeyManager),
    state: metadata((key) => key.KeyState),
    rotates: mapFact(rotation, ({ KeyRotationEnabled }) => KeyRotationEnabled ?? null),
    policy: mapFact(policy, ({ Policy }) => {
      try {
        return Policy === undefined ? null : parsePolicyDocument(Policy);
      } catch (error) {
        return unknownBecause('not-read', `kms:GetKeyPolicy for ${arn}: ${(error as Error).message}`);
      }
    }),
    observation: {
      arn,
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
