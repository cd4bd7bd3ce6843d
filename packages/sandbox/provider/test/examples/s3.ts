import type { Example, World } from '../world.ts';
import { bucketPolicy, policy, trust } from './policies.ts';

const bucket = async (world: World, inputs = {}) =>
  (await world.need('aws:s3/bucket:Bucket', { forceDestroy: true, ...inputs }, { name: 'Holder' })).id;

export const s3: Example[] = [
  {
    token: 'aws:s3/bucket:Bucket',
    prepare: async () => ({
      inputs: { tags: { team: 'security' } },
      changed: { tags: { team: 'audit', cost: '7' } },
    }),
  },
  {
    token: 'aws:s3/bucketPolicy:BucketPolicy',
    prepare: async (world) => {
      const name = await bucket(world);
      const Resource = `arn:aws:s3:::${name}/*`;
      const deny = {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      };
      return {
        inputs: { bucket: name, policy: bucketPolicy(name, 'cloudtrail.amazonaws.com') },
        // Documents may also be given as objects.
        changed: { bucket: name, policy: { Version: '2012-10-17', Statement: [deny] } },
      };
    },
  },
  {
    token: 'aws:s3/bucketVersioning:BucketVersioning',
    prepare: async (world) => {
      const name = await bucket(world);
      return {
        inputs: { bucket: name, versioningConfiguration: { status: 'Enabled' } },
        changed: { bucket: name, versioningConfiguration: { status: 'Suspended' } },
      };
    },
    stays: 'a bucket that was versioned can only be suspended',
  },
  {
    token: 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock',
    prepare: async (world) => {
      const name = await bucket(world);
      return {
        inputs: {
          bucket: name,
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        changed: { bucket: name, blockPublicAcls: true },
      };
    },
  },
  {
    token: 'aws:s3/bucketOwnershipControls:BucketOwnershipControls',
    prepare: async (world) => {
      const name = await bucket(world);
      return {
        inputs: { bucket: name, rule: { objectOwnership: 'BucketOwnerEnforced' } },
        changed: { bucket: name, rule: { objectOwnership: 'BucketOwnerPreferred' } },
      };
    },
  },
  {
    token: 'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
    prepare: async (world) => {
      const key = await world.need('aws:kms/key:Key', {});
      const name = await bucket(world);
      const byDefault = { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.outputs.arn ?? '' };
      return {
        inputs: {
          bucket: name,
          rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: true }],
        },
        changed: {
          bucket: name,
          rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
        },
      };
    },
    stays: 'every bucket has SSE-S3',
  },
  {
    token: 'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration',
    prepare: async (world) => {
      const name = await bucket(world, { objectLockEnabled: true });
      return {
        inputs: { bucket: name, rule: { defaultRetention: { mode: 'GOVERNANCE', days: 30 } } },
        changed: { bucket: name, rule: { defaultRetention: { mode: 'GOVERNANCE', years: 1 } } },
      };
    },
    stays: 'Object Lock cannot be taken off a bucket',
  },
  {
    token: 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
    prepare: async (world) => {
      const name = await bucket(world);
      const expire = {
        id: 'expire',
        status: 'Enabled',
        expiration: { days: 400 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
      };
      const move = {
        id: 'move',
        status: 'Enabled',
        filter: { prefix: 'AWSLogs/' },
        transitions: [{ days: 90, storageClass: 'GLACIER' }],
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      };
      return {
        inputs: { bucket: name, rules: [expire, move] },
        changed: { bucket: name, rules: [{ ...expire, status: 'Disabled' }] },
      };
    },
  },
  {
    token: 'aws:s3/bucketLogging:BucketLogging',
    prepare: async (world) => {
      const [source, target] = [await bucket(world), await bucket(world)];
      const Principal = { Service: 'logging.s3.amazonaws.com' };
      await world.need('aws:s3/bucketPolicy:BucketPolicy', {
        bucket: target,
        policy: policy({ Principal, Action: 's3:PutObject', Resource: `arn:aws:s3:::${target}/*` }),
      });
      return {
        inputs: { bucket: source, targetBucket: target, targetPrefix: 'access/' },
        changed: { bucket: source, targetBucket: target, targetPrefix: 'other/' },
      };
    },
  },
  {
    token: 'aws:s3/bucketNotification:BucketNotification',
    prepare: async (world) => {
      const name = await bucket(world);
      const topic = await world.need('aws:sns/topic:Topic', {});
      const Resource = topic.id;
      await world.need('aws:sns/topicPolicy:TopicPolicy', {
        arn: topic.id,
        policy: policy({ Principal: { Service: 's3.amazonaws.com' }, Action: 'sns:Publish', Resource }),
      });
      const receiver = {
        topicArn: topic.id,
        events: ['s3:ObjectRemoved:*', 's3:ObjectCreated:*'],
        filterPrefix: 'AWSLogs/',
      };
      return {
        inputs: { bucket: name, topics: [receiver] },
        changed: { bucket: name, topics: [{ ...receiver, filterPrefix: 'x/' }] },
      };
    },
    // S3 made up an id, which the program does not give.
    unread: ['topics'],
  },
  {
    token: 'aws:s3/bucketReplicationConfig:BucketReplicationConfig',
    prepare: async (world) => {
      const buckets = [await bucket(world), await bucket(world, { region: 'eu-west-1' })];
      for (const [index, name] of buckets.entries()) {
        await world.need('aws:s3/bucketVersioning:BucketVersioning', {
          bucket: name,
          versioningConfiguration: { status: 'Enabled' },
          ...(index === 1 ? { region: 'eu-west-1' } : {}),
        });
      }
      const [source, copy] = buckets;
      const role = await world.need('aws:iam/role:Role', { assumeRolePolicy: trust('s3.amazonaws.com') });
      const key = await world.need('aws:kms/key:Key', { region: 'eu-west-1' });
      const rule = {
        id: 'copy',
        status: 'Enabled',
        priority: 1,
        filter: { prefix: 'AWSLogs/' },
        deleteMarkerReplication: { status: 'Disabled' },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
        destination: {
          bucket: `arn:aws:s3:::${copy}`,
          encryptionConfiguration: { replicaKmsKeyId: key.outputs.arn ?? '' },
          metrics: { status: 'Enabled' },
        },
      };
      const replicationTime = { status: 'Enabled', time: { minutes: 15 } };
      const metrics = { status: 'Enabled', eventThreshold: { minutes: 15 } };
      const common = { bucket: source ?? '', role: role.outputs.arn ?? '' };
      return {
        inputs: { ...common, rules: [rule] },
        changed: {
          ...common,
          rules: [{ ...rule, destination: { ...rule.destination, metrics, replicationTime } }],
        },
      };
    },
  },
  {
    token: 'aws:s3/bucketAcl:BucketAcl',
    prepare: async (world) => {
      const name = await bucket(world);
      await world.need('aws:s3/bucketOwnershipControls:BucketOwnershipControls', {
        bucket: name,
        rule: { objectOwnership: 'BucketOwnerPreferred' },
      });
      return { inputs: { bucket: name, acl: 'private' } };
    },
    stays: 'a bucket always has a list',
  },
  {
    token: 'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock',
    prepare: async () => ({
      inputs: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      changed: { blockPublicPolicy: true },
    }),
  },
  {
    token: 'aws:s3/bucketObjectv2:BucketObjectv2',
    prepare: async (world) => {
      const name = await bucket(world);
      const inputs = { bucket: name, key: 'lists/trusted.txt', contentType: 'text/plain' };
      return {
        inputs: { ...inputs, content: '198.51.100.0/24', tags: { team: 'a' } },
        changed: { ...inputs, content: '203.0.113.0/24', metadata: { owner: 'b' }, tags: { owner: 'b' } },
      };
    },
    importId: ({ id, outputs }) => `${outputs.bucket}/${id}`,
    unread: ['content'],
  },
  {
    token: 'aws:s3/accessPoint:AccessPoint',
    prepare: async (world) => {
      const name = await bucket(world);
      const arn = `arn:aws:s3:us-east-1:${world.accountId()}:accesspoint/readers`;
      return {
        inputs: { bucket: name, name: 'readers', tags: { team: 'a' } },
        changed: {
          bucket: name,
          name: 'readers',
          policy: policy({
            Principal: { AWS: `arn:aws:iam::${world.accountId()}:root` },
            Action: 's3:GetObject',
            Resource: `${arn}/object/*`,
          }),
          tags: { owner: 'b' },
        },
      };
    },
  },
];
