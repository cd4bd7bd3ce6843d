import type { Example } from '../world.ts';
import { keyPolicy, policy } from './policies.ts';

export const kms: Example[] = [
  {
    token: 'aws:kms/key:Key',
    prepare: async (world) => ({
      inputs: { description: 'trail', enableKeyRotation: true, deletionWindowInDays: 7, tags: { team: 'a' } },
      changed: {
        description: 'logs',
        deletionWindowInDays: 7,
        policy: keyPolicy(world.accountId(), ['cloudtrail.amazonaws.com']),
        tags: { owner: 'b' },
      },
    }),
    unread: ['deletionWindowInDays'],
  },
  {
    token: 'aws:kms/alias:Alias',
    prepare: async (world) => {
      const [one, two] = [await world.need('aws:kms/key:Key', {}), await world.need('aws:kms/key:Key', {})];
      return { inputs: { targetKeyId: one.id }, changed: { targetKeyId: two.id } };
    },
  },
];

export const replicas: Example[] = [
  {
    token: 'aws:kms/replicaKey:ReplicaKey',
    prepare: async (world) => {
      const primary = await world.need('aws:kms/key:Key', { multiRegion: true });
      const inputs = {
        primaryKeyArn: primary.outputs.arn ?? '',
        region: 'eu-west-1',
        deletionWindowInDays: 7,
      };
      return {
        inputs: { ...inputs, description: 'copy', tags: { team: 'a' } },
        changed: {
          ...inputs,
          description: 'logs',
          policy: keyPolicy(world.accountId(), ['cloudtrail.amazonaws.com']),
          tags: { owner: 'b' },
        },
      };
    },
    importId: ({ id }) => `${id}@eu-west-1`,
    unread: ['deletionWindowInDays'],
  },
];

export const sns: Example[] = [
  {
    token: 'aws:sns/topic:Topic',
    prepare: async (world) => {
      const key = await world.need('aws:kms/key:Key', {});
      return {
        inputs: { displayName: 'findings', kmsMasterKeyId: key.id, tags: { team: 'a' } },
        changed: { displayName: 'alarms', tags: { team: 'b' } },
      };
    },
  },
  {
    token: 'aws:sns/topicPolicy:TopicPolicy',
    prepare: async (world) => {
      const topic = await world.need('aws:sns/topic:Topic', {});
      const by = (Service: string) =>
        policy({ Principal: { Service }, Action: 'sns:Publish', Resource: topic.id });
      return {
        inputs: { arn: topic.id, policy: by('cloudtrail.amazonaws.com') },
        changed: { arn: topic.id, policy: by('events.amazonaws.com') },
      };
    },
    stays: 'a topic always has a policy',
  },
  {
    token: 'aws:sns/topicSubscription:TopicSubscription',
    prepare: async (world) => {
      const topic = await world.need('aws:sns/topic:Topic', {});
      const inputs = { topic: topic.id, protocol: 'email', endpoint: 'security@example.com' };
      return {
        inputs,
        changed: { ...inputs, filterPolicy: JSON.stringify({ severity: [{ numeric: ['>', 4] }] }) },
      };
    },
  },
];
