import { CreateAliasCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Bucket, Trail } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { useOrganization } from '../../test/use-organization.ts';
import { readTrail } from './cloudtrail.ts';
import { readKeys } from './read-keys.ts';
import { readBucket } from './s3.ts';

const used = useOrganization();
let trail: Trail;

beforeAll(async () => {
  const { administrators, audited, keyArn, regions, trailArn } = used.parts;
  const kms = await administrators.client(KMSClient, audited.logArchiveAccountId);
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/logs', TargetKeyId: keyArn }));
  const place = { arn: trailArn, accountId: audited.managementAccountId, region: 'us-east-1' };
  trail = (await readTrail(used.reader(), place, regions)) as Trail;
});

describe('the keys of trails', () => {
  it('are read once, and a trail that names its key by alias or id is shown with its ARN', async () => {
    const { audited, keyArn } = used.parts;
    const items = [keyArn, 'alias/logs', keyArn.split('/')[1] ?? ''].map((kmsKeyId) => ({
      ...trail,
      ownerAccountId: audited.logArchiveAccountId,
      kmsKeyId,
    }));
    const { trails, keys } = await readKeys(used.reader(), audited, { items, complete: true });
    expect(trails.items.map(({ kmsKeyId }) => kmsKeyId)).toEqual([keyArn, keyArn, keyArn]);
    expect(keys).toEqual({ items: [expect.objectContaining({ arn: keyArn })], complete: true });
  });

  it('are none for trails without one', async () => {
    const trails = { items: [{ ...trail, kmsKeyId: null }], complete: true as const };
    const read = await readKeys(used.reader(), used.parts.audited, trails);
    const none = { items: [], complete: true };
    expect(read).toEqual({ trails, buckets: none, keys: none });
  });

  it('are told from keys of other things, and found by what a bucket names', async () => {
    const { audited, bucket, keyArn } = used.parts;
    const place = {
      name: bucket,
      owners: [audited.logArchiveAccountId] as const,
      homeRegion: 'us-east-1',
      partition: 'aws',
    };
    const read = (await readBucket(used.reader(), 'trail-logs', place)) as Bucket;
    const encryption = { algorithm: 'aws:kms', keyId: 'alias/logs' };
    const none = { items: [], complete: true as const };
    const buckets = (role: Bucket['role']) => ({
      items: [{ ...read, role, encryption }],
      complete: true as const,
    });
    const ofLogs = await readKeys(used.reader(), audited, none, [], buckets('trail-logs'));
    expect(ofLogs.keys.items).toMatchObject([{ arn: keyArn, role: 'trail-logs' }]);
    expect(ofLogs.buckets.items).toMatchObject([{ encryption: { keyId: keyArn } }]);
    expect((await readKeys(used.reader(), audited, none, [], buckets('other'))).keys.items).toEqual([]);
  });
});
