import type { Example, World } from '../world.ts';
import { bucketPolicy, keyPolicy, trust } from './policies.ts';

const NO_OP = 'the real provider leaves the setting as it is';

const detector = async (world: World, actor: 'management' | 'security' = 'management') =>
  (await world.need('aws:guardduty/detector:Detector', {}, { actor })).id;

const trustedAccess = (world: World) =>
  world.need('aws:organizations/awsServiceAccess:AwsServiceAccess', {
    servicePrincipal: 'guardduty.amazonaws.com',
  });

/** The security account as GuardDuty's administrator, with its detector. */
const administrator = async (world: World) => {
  await trustedAccess(world);
  await world.need('aws:guardduty/organizationAdminAccount:OrganizationAdminAccount', {
    adminAccountId: world.accountId('security'),
  });
  const { id } = await world.plugin('security').invoke('aws:guardduty/getDetector:getDetector');
  return String(id);
};

const member = async (world: World) => {
  const detectorId = await administrator(world);
  const accountId = world.accountId('logArchive');
  const { nonMasterAccounts } = await world
    .plugin()
    .invoke('aws:organizations/getOrganization:getOrganization');
  const found = (nonMasterAccounts as { id: string; email: string }[]).find(({ id }) => id === accountId);
  return { detectorId, accountId, email: found?.email ?? '' };
};

const list = async (world: World) => {
  const detectorId = await detector(world);
  const { id } = await world.need('aws:s3/bucket:Bucket', {}, { name: 'lists' });
  const inputs = {
    detectorId,
    activate: true,
    format: 'TXT',
    location: `https://s3.amazonaws.com/${id}/list.txt`,
    name: 'list',
  };
  return {
    inputs: { ...inputs, tags: { team: 'a' } },
    changed: { ...inputs, activate: false, name: 'other', tags: { owner: 'b' } },
  };
};

export const guardduty: Example[] = [
  {
    token: 'aws:guardduty/detector:Detector',
    prepare: async () => ({
      inputs: { findingPublishingFrequency: 'FIFTEEN_MINUTES', tags: { team: 'a' } },
      changed: { findingPublishingFrequency: 'ONE_HOUR', enable: false, tags: { owner: 'b' } },
    }),
  },
  {
    token: 'aws:guardduty/detectorFeature:DetectorFeature',
    prepare: async (world) => {
      const detectorId = await detector(world);
      const inputs = { detectorId, name: 'S3_DATA_EVENTS', status: 'DISABLED' };
      return { inputs, changed: { ...inputs, status: 'ENABLED' } };
    },
    stays: NO_OP,
  },
  {
    token: 'aws:guardduty/organizationAdminAccount:OrganizationAdminAccount',
    prepare: async (world) => {
      await trustedAccess(world);
      return { inputs: { adminAccountId: world.accountId('security') } };
    },
  },
  {
    token: 'aws:guardduty/organizationConfiguration:OrganizationConfiguration',
    actor: 'security',
    prepare: async (world) => {
      const detectorId = await administrator(world);
      return {
        inputs: { detectorId, autoEnableOrganizationMembers: 'ALL' },
        changed: { detectorId, autoEnableOrganizationMembers: 'NONE' },
      };
    },
    stays: NO_OP,
  },
  {
    token: 'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature',
    actor: 'security',
    prepare: async (world) => {
      const detectorId = await administrator(world);
      const inputs = { detectorId, name: 'S3_DATA_EVENTS', autoEnable: 'ALL' };
      return { inputs, changed: { ...inputs, autoEnable: 'NEW' } };
    },
    stays: NO_OP,
  },
  {
    token: 'aws:guardduty/member:Member',
    actor: 'security',
    prepare: async (world) => ({ inputs: await member(world) }),
    stays: 'GuardDuty keeps a member that is associated, and the real provider leaves it at that',
  },
  {
    token: 'aws:guardduty/memberDetectorFeature:MemberDetectorFeature',
    actor: 'security',
    prepare: async (world) => {
      const { detectorId, accountId, email } = await member(world);
      await world.need(
        'aws:guardduty/member:Member',
        { detectorId, accountId, email },
        { actor: 'security' },
      );
      const inputs = { detectorId, accountId, name: 'S3_DATA_EVENTS', status: 'ENABLED' };
      return { inputs, changed: { ...inputs, status: 'DISABLED' } };
    },
    stays: NO_OP,
  },
  {
    token: 'aws:guardduty/publishingDestination:PublishingDestination',
    prepare: async (world) => {
      const detectorId = await detector(world);
      const bucket = (await world.need('aws:s3/bucket:Bucket', { forceDestroy: true }, { name: 'findings' }))
        .id;
      await world.need('aws:s3/bucketPolicy:BucketPolicy', {
        bucket,
        policy: bucketPolicy(bucket, 'guardduty.amazonaws.com'),
      });
      const key = await world.need('aws:kms/key:Key', {
        policy: keyPolicy(world.accountId(), ['guardduty.amazonaws.com']),
      });
      const inputs = {
        detectorId,
        destinationArn: `arn:aws:s3:::${bucket}`,
        kmsKeyArn: key.outputs.arn ?? '',
      };
      return {
        inputs: { ...inputs, tags: { team: 'a' } },
        changed: { ...inputs, destinationArn: `arn:aws:s3:::${bucket}/findings`, tags: { owner: 'b' } },
      };
    },
  },
  {
    token: 'aws:guardduty/filter:Filter',
    prepare: async (world) => {
      const criterion = (severity: string) => ({
        criterions: [
          { field: 'region', equals: ['eu-west-1'] },
          { field: 'severity', lessThan: severity },
        ],
      });
      const inputs = { detectorId: await detector(world), action: 'ARCHIVE', rank: 1 };
      return {
        inputs: { ...inputs, findingCriteria: criterion('4'), tags: { team: 'a' } },
        changed: { ...inputs, description: 'noise', findingCriteria: criterion('5'), tags: { owner: 'b' } },
      };
    },
    // The API keeps the criteria as a map: an import cannot know their order.
    unread: ['findingCriteria'],
  },
  { token: 'aws:guardduty/iPSet:IPSet', prepare: list },
  { token: 'aws:guardduty/threatIntelSet:ThreatIntelSet', prepare: list },
  {
    token: 'aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan',
    prepare: async (world) => {
      const { id } = await world.need('aws:s3/bucket:Bucket', {}, { name: 'uploads' });
      const role = await world.need('aws:iam/role:Role', {
        assumeRolePolicy: trust('malware-protection-plan.guardduty.amazonaws.com'),
      });
      const inputs = (prefix: string, status: string) => ({
        role: role.outputs.arn ?? '',
        protectedResource: { s3Bucket: { bucketName: id, objectPrefixes: [prefix] } },
        actions: [{ taggings: [{ status }] }],
      });
      return {
        inputs: { ...inputs('in/', 'ENABLED'), tags: { team: 'a' } },
        changed: { ...inputs('other/', 'DISABLED'), tags: { owner: 'b' } },
      };
    },
  },
];
