import { CloudTrailClient, CreateTrailCommand, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { sessionsOf } from '../test/clients.ts';
import { bucketPolicy } from '../test/documents.ts';
import { useOrganization } from '../test/use-organization.ts';
import { lookUpTrails } from './look-up-trails.ts';

const used = useOrganization();
const lookUp = (accounts: string[], narrowing = {}) =>
  lookUpTrails({ accounts, homeRegion: 'us-east-1', credentials: sessionsOf(used.parts.sandbox, narrowing) });

it('finds an organization trail once, though every account sees it, with what it records', async () => {
  const { management, logArchive, security } = used.parts.sandbox.accounts;
  expect(await lookUp([management, logArchive, security])).toEqual({
    trails: [
      {
        arn: used.parts.trailArn,
        homeRegion: 'us-east-1',
        isMultiRegion: true,
        isOrganization: true,
        isLogging: true,
        managementReads: true,
        managementWrites: true,
      },
    ],
    unread: [],
  });
});

it('finds a trail of one account and one region that is not home, stopped, of writes alone', async () => {
  const { administrators, sandbox } = used.parts;
  const { security } = sandbox.accounts;
  const region = 'eu-west-1';
  const bucket = `regional-${security}`;
  const arn = `arn:aws:cloudtrail:${region}:${security}:trail/regional`;
  const s3 = await administrators.client(S3Client, security, region);
  const CreateBucketConfiguration = { LocationConstraint: region } as const;
  await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration }));
  const breakGlassRoleArn = `arn:aws:iam::${security}:role/break-glass`;
  const Policy = bucketPolicy({ bucket, trailArn: arn, folders: [security], breakGlassRoleArn });
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  const cloudtrail = await administrators.client(CloudTrailClient, security, region);
  await cloudtrail.send(
    new CreateTrailCommand({ Name: 'regional', S3BucketName: bucket, IncludeGlobalServiceEvents: false }),
  );
  await cloudtrail.send(
    new PutEventSelectorsCommand({
      TrailName: 'regional',
      EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }],
    }),
  );
  const { trails, unread } = await lookUp([security]);
  expect(trails.find((trail) => trail.arn === arn)).toEqual({
    arn,
    homeRegion: region,
    isMultiRegion: false,
    isOrganization: false,
    isLogging: false,
    managementReads: false,
    managementWrites: true,
  });
  // The organization's trail is read at its owner, whose session was not refused either.
  expect(unread).toEqual([]);
});

it('says what it could not read', async () => {
  const { security } = used.parts.sandbox.accounts;
  const refused = await lookUpTrails({
    accounts: [security],
    homeRegion: 'us-east-1',
    credentials: () => Promise.reject(new Error('no session')),
  });
  expect(refused.trails).toEqual([]);
  expect(refused.unread.map(({ detail }) => detail).join()).toContain('no session');
});
