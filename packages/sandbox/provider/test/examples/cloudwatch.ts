import type { Example } from '../world.ts';
import { keyPolicy, policy } from './policies.ts';

export const cloudwatch: Example[] = [
  {
    token: 'aws:cloudwatch/logGroup:LogGroup',
    prepare: async (world) => {
      const key = await world.need('aws:kms/key:Key', {
        policy: keyPolicy(world.accountId(), ['logs.us-east-1.amazonaws.com']),
      });
      return {
        inputs: { retentionInDays: 365, deletionProtectionEnabled: true, tags: { team: 'a' } },
        changed: {
          retentionInDays: 400,
          deletionProtectionEnabled: false,
          kmsKeyId: key.outputs.arn ?? '',
          tags: { owner: 'b' },
        },
      };
    },
  },
  {
    token: 'aws:cloudwatch/logMetricFilter:LogMetricFilter',
    prepare: async (world) => {
      const group = await world.need('aws:cloudwatch/logGroup:LogGroup', {});
      const inputs = {
        logGroupName: group.id,
        pattern: '{ $.userIdentity.type = "Root" }',
        metricTransformation: { name: 'RootUsage', namespace: 'Trail', value: '1' },
      };
      return { inputs, changed: { ...inputs, pattern: '{ $.errorCode = "AccessDenied*" }' } };
    },
    importId: ({ id, outputs }) => `${outputs.logGroupName}:${id}`,
  },
  {
    token: 'aws:cloudwatch/metricAlarm:MetricAlarm',
    prepare: async (world) => {
      const topic = await world.need('aws:sns/topic:Topic', {});
      const inputs = {
        alarmActions: [topic.id],
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        evaluationPeriods: 1,
        metricName: 'RootUsage',
        namespace: 'Trail',
        period: 300,
        statistic: 'Sum',
        threshold: 1,
        treatMissingData: 'notBreaching',
        tags: { team: 'a' },
      };
      return {
        inputs,
        changed: { ...inputs, threshold: 2, alarmDescription: 'twice', tags: { owner: 'b' } },
      };
    },
  },
  {
    token: 'aws:cloudwatch/logResourcePolicy:LogResourcePolicy',
    prepare: async () => {
      const document = (Service: string) =>
        policy({ Principal: { Service }, Action: 'logs:PutLogEvents', Resource: '*' });
      return {
        inputs: { policyName: 'findings', policyDocument: document('events.amazonaws.com') },
        changed: { policyName: 'findings', policyDocument: document('delivery.logs.amazonaws.com') },
      };
    },
  },
  {
    token: 'aws:cloudwatch/eventBus:EventBus',
    prepare: async () => ({ inputs: { tags: { team: 'a' } }, changed: { tags: { owner: 'b' } } }),
  },
  {
    token: 'aws:cloudwatch/eventRule:EventRule',
    prepare: async () => ({
      inputs: { eventPattern: JSON.stringify({ source: ['aws.guardduty'] }), tags: { team: 'a' } },
      changed: {
        eventPattern: JSON.stringify({ source: ['aws.securityhub'] }),
        state: 'DISABLED',
        tags: { owner: 'b' },
      },
    }),
  },
  {
    token: 'aws:cloudwatch/eventTarget:EventTarget',
    prepare: async (world) => {
      const topic = await world.need('aws:sns/topic:Topic', {});
      const rule = await world.need('aws:cloudwatch/eventRule:EventRule', {
        eventPattern: JSON.stringify({ source: ['aws.guardduty'] }),
      });
      return {
        inputs: { rule: rule.id, arn: topic.id },
        changed: { rule: rule.id, arn: topic.id, inputPath: '$.detail' },
      };
    },
    importId: ({ outputs }) => `${outputs.rule}/${outputs.targetId}`,
  },
  {
    token: 'aws:cloudwatch/eventPermission:EventPermission',
    prepare: async (world) => ({
      inputs: { principal: world.accountId('security'), statementId: 'findings' },
      changed: { principal: world.accountId('logArchive'), statementId: 'findings' },
    }),
  },
  {
    token: 'aws:cloudwatch/eventBusPolicy:EventBusPolicy',
    prepare: async (world) => {
      const bus = await world.need('aws:cloudwatch/eventBus:EventBus', { name: 'central' });
      const by = (account: string) => ({
        eventBusName: 'central',
        policy: policy({
          Sid: 'Central',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: 'events:PutEvents',
          Resource: bus.outputs.arn ?? '',
        }),
      });
      return { inputs: by(world.accountId('security')), changed: by(world.accountId('logArchive')) };
    },
  },
];
