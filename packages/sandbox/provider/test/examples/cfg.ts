import type { Actor, Example, World } from '../world.ts';
import { policy, trust } from './policies.ts';

const actors: readonly Actor[] = ['management', 'security', 'logArchive'];

/** A bucket that AWS Config may write to. */
const bucket = async (world: World) => {
  const { id } = await world.need('aws:s3/bucket:Bucket', { forceDestroy: true }, { name: 'config' });
  await world.need('aws:s3/bucketPolicy:BucketPolicy', {
    bucket: id,
    policy: policy({
      Principal: { Service: 'config.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:ListBucket', 's3:PutObject'],
      Resource: [`arn:aws:s3:::${id}`, `arn:aws:s3:::${id}/*`],
    }),
  });
  return id;
};

const role = async (world: World, actor: Actor = 'management') => {
  const inputs = { assumeRolePolicy: trust('config.amazonaws.com') };
  return (await world.need('aws:iam/role:Role', inputs, { actor })).outputs.arn ?? '';
};

const recorder = async (world: World, actor: Actor = 'management') => {
  const roleArn = await role(world, actor);
  await world.need('aws:cfg/recorder:Recorder', { roleArn }, { actor });
};

/** The management account with trusted access, and a recorder in each account. */
const organization = async (world: World, service: string) => {
  for (const actor of actors) await recorder(world, actor);
  await world.need('aws:organizations/awsServiceAccess:AwsServiceAccess', {
    servicePrincipal: `${service}.amazonaws.com`,
  });
};

const template = JSON.stringify({
  Resources: {
    Rule: {
      Type: 'AWS::Config::ConfigRule',
      Properties: { Source: { Owner: 'AWS', SourceIdentifier: 'CLOUD_TRAIL_ENABLED' } },
    },
  },
});

export const cfg: Example[] = [
  {
    token: 'aws:cfg/recorder:Recorder',
    prepare: async (world) => {
      const roleArn = await role(world);
      return {
        inputs: { roleArn, recordingGroup: { allSupported: true, includeGlobalResourceTypes: true } },
        changed: { roleArn, recordingGroup: { allSupported: false, resourceTypes: ['AWS::S3::Bucket'] } },
      };
    },
  },
  {
    token: 'aws:cfg/deliveryChannel:DeliveryChannel',
    prepare: async (world) => {
      await recorder(world);
      const s3BucketName = await bucket(world);
      return {
        inputs: { s3BucketName },
        changed: {
          s3BucketName,
          s3KeyPrefix: 'config',
          snapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
        },
      };
    },
  },
  {
    token: 'aws:cfg/recorderStatus:RecorderStatus',
    prepare: async (world) => {
      await recorder(world);
      await world.need('aws:cfg/deliveryChannel:DeliveryChannel', { s3BucketName: await bucket(world) });
      return { inputs: { isEnabled: true }, changed: { isEnabled: false } };
    },
    stays: 'the recorder is there, and stopped',
  },
  {
    token: 'aws:cfg/configurationAggregator:ConfigurationAggregator',
    prepare: async (world) => {
      await organization(world, 'config');
      const roleArn = await role(world);
      const source = (regions: object) => ({ organizationAggregationSource: { roleArn, ...regions } });
      return {
        inputs: { name: 'everyone', ...source({ allRegions: true }), tags: { team: 'a' } },
        changed: { name: 'everyone', ...source({ regions: ['us-east-1'] }), tags: { owner: 'b' } },
      };
    },
  },
  {
    token: 'aws:cfg/organizationManagedRule:OrganizationManagedRule',
    prepare: async (world) => {
      await organization(world, 'config-multiaccountsetup');
      const inputs = { name: 'trails', ruleIdentifier: 'CLOUD_TRAIL_ENABLED' };
      return {
        inputs,
        changed: {
          ...inputs,
          description: 'without one account',
          excludedAccounts: [world.accountId('logArchive')],
          inputParameters: '{"s3BucketName":"logs"}',
          maximumExecutionFrequency: 'One_Hour',
        },
      };
    },
  },
  {
    token: 'aws:cfg/organizationConformancePack:OrganizationConformancePack',
    prepare: async (world) => {
      await organization(world, 'config-multiaccountsetup');
      const inputs = { name: 'trails', templateBody: template };
      return {
        inputs,
        changed: { ...inputs, excludedAccounts: [world.accountId('logArchive')] },
      };
    },
    unread: ['templateBody'],
  },
];
