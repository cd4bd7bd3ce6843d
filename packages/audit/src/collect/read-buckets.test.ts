import {
  CreateBucketCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Trail } from '@trailguard/controls';
import { beforeAll, describe, expect, it } from 'vitest';
import { accessLogPolicy } from '../../test/documents.ts';
import { useOrganization } from '../../test/use-organization.ts';
import { readTrail } from './cloudtrail.ts';
import { readBuckets } from './read-buckets.ts';

const used = useOrganization();
let trail: Trail;
let s3: S3Client;

beforeAll(async () => {
  const { administrators, audited, regions, trailArn } = used.parts;
  const place = { arn: trailArn, accountId: audited.managementAccountId, region: 'us-east-1' };
  trail = (await readTrail(used.reader(), place, regions)) as Trail;
  s3 = await administrators.client(S3Client, audited.logArchiveAccountId);
});

/** Name and role of the buckets of trails that deliver into these. */
async function rolesFor(...names: readonly string[]) {
  const items = names.map((bucketName) => ({ ...trail, bucketName }));
  const { items: buckets, complete } = await readBuckets(used.reader(), used.parts.audited, {
    items,
    complete: true,
  });
  return { roles: buckets.map(({ name, role }) => [name, role]), complete };
}
const logTo = (Bucket: string, TargetBucket: string) =>
  s3.send(
    new PutBucketLoggingCommand({
      Bucket,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: '' } },
    }),
  );

describe('the buckets of trails', () => {
  it('are read once each, with the one that takes their access logs', async () => {
    const { bucket, accessLogBucket } = used.parts;
    await s3.send(new CreateBucketCommand({ Bucket: 'more-trail-logs' }));
    await logTo('more-trail-logs', accessLogBucket);
    expect(await rolesFor(bucket, bucket, 'more-trail-logs')).toEqual({
      roles: [
        [bucket, 'trail-logs'],
        ['more-trail-logs', 'trail-logs'],
        [accessLogBucket, 'access-logs'],
      ],
      complete: true,
    });
  });

  it('stay buckets of log files when they take access logs too', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'self-logs' }));
    const Policy = accessLogPolicy('self-logs', used.parts.audited.logArchiveAccountId);
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'self-logs', Policy }));
    await logTo('self-logs', 'self-logs');
    expect(await rolesFor('self-logs')).toEqual({ roles: [['self-logs', 'trail-logs']], complete: true });
  });

  it('are read with the buckets that their files are copied into', async () => {
    const { audited } = used.parts;
    const versioned = { Status: 'Enabled' as const };
    const abroad = await used.parts.administrators.client(S3Client, audited.logArchiveAccountId, 'eu-west-1');
    await abroad.send(
      new CreateBucketCommand({
        Bucket: 'copied-logs',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    );
    await abroad.send(
      new PutBucketVersioningCommand({ Bucket: 'copied-logs', VersioningConfiguration: versioned }),
    );
    await s3.send(new CreateBucketCommand({ Bucket: 'original-logs' }));
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: 'original-logs', VersioningConfiguration: versioned }),
    );
    await s3.send(
      new PutBucketReplicationCommand({
        Bucket: 'original-logs',
        ReplicationConfiguration: {
          Role: `arn:aws:iam::${audited.logArchiveAccountId}:role/OrganizationAccountAccessRole`,
          Rules: [
            {
              ID: 'copy',
              Priority: 1,
              Status: 'Enabled',
              Filter: { Prefix: '' },
              DeleteMarkerReplication: { Status: 'Disabled' },
              Destination: { Bucket: 'arn:aws:s3:::copied-logs' },
            },
          ],
        },
      }),
    );
    expect(await rolesFor('original-logs')).toEqual({
      roles: [
        ['original-logs', 'trail-logs'],
        ['copied-logs', 'log-copy'],
      ],
      complete: true,
    });
  });

  it('are left out when they do not exist', async () => {
    expect(await rolesFor('nobodys-logs')).toEqual({ roles: [], complete: true });
  });
});
