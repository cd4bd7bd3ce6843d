import { CreateAliasCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Trail } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { useOrganization } from '../../test/use-organization.ts';
import { readTrail } from './cloudtrail.ts';
import { readKeys } from './read-keys.ts';

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
    expect(read).toEqual({ trails, keys: { items: [], complete: true } });
  });
});
