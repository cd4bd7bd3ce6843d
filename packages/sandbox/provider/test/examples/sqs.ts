import type { Example } from '../world.ts';
import { policy } from './policies.ts';

export const sqs: Example[] = [
  {
    token: 'aws:sqs/queue:Queue',
    prepare: async (world) => {
      const dead = await world.need('aws:sqs/queue:Queue', {}, { name: 'dead' });
      const redrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.outputs.arn, maxReceiveCount: 3 });
      return {
        inputs: { messageRetentionSeconds: 1_209_600, tags: { team: 'a' } },
        changed: { visibilityTimeoutSeconds: 60, redrivePolicy, tags: { owner: 'b' } },
      };
    },
  },
  {
    token: 'aws:sqs/queuePolicy:QueuePolicy',
    prepare: async (world) => {
      const queue = await world.need('aws:sqs/queue:Queue', {});
      const by = (Service: string) =>
        policy({ Principal: { Service }, Action: 'sqs:SendMessage', Resource: queue.outputs.arn ?? '' });
      return {
        inputs: { queueUrl: queue.id, policy: by('events.amazonaws.com') },
        changed: { queueUrl: queue.id, policy: by('sns.amazonaws.com') },
      };
    },
  },
];
