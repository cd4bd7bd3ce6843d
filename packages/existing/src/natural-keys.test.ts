import { expect, it } from 'vitest';
import type { LookupScope } from './lookup-scope.ts';
import { naturalId } from './natural-keys.ts';

const scope: LookupScope = {
  accountId: '444444444444',
  partition: 'aws',
  region: 'us-east-1',
  known: new Set(),
  signal: new AbortController().signal,
};
const of = (type: string, inputs: Record<string, unknown>) => naturalId(type, inputs, scope);

it('knows rules and targets by their names, with their bus where it is not the default one', async () => {
  const rule = { region: 'eu-west-1', name: 'tampering' };
  const target = { rule: 'tampering', targetId: 'topic' };
  const eventBusName = 'central';
  expect(await of('aws:cloudwatch/eventRule:EventRule', rule)).toBe('tampering');
  expect(await of('aws:cloudwatch/eventRule:EventRule', { ...rule, eventBusName })).toBe('central/tampering');
  expect(await of('aws:cloudwatch/eventTarget:EventTarget', target)).toBe('tampering-topic');
  expect(await of('aws:cloudwatch/eventTarget:EventTarget', { ...target, eventBusName })).toBe(
    'central-tampering-topic',
  );
  expect(await of('aws:cloudwatch/eventBus:EventBus', { name: 'central' })).toBe('central');
  expect(await of('aws:cloudwatch/eventBusPolicy:EventBusPolicy', { eventBusName })).toBe('central');
});

it('knows filters and alarms by their names', async () => {
  const filter = { logGroupName: 'trail', name: 'root-use' };
  expect(await of('aws:cloudwatch/logMetricFilter:LogMetricFilter', filter)).toBe('root-use');
  expect(await of('aws:cloudwatch/metricAlarm:MetricAlarm', { name: 'root-use' })).toBe('root-use');
});

it('knows what investigations are made with by names of their own', async () => {
  expect(await of('aws:accessanalyzer/analyzer:Analyzer', { analyzerName: 'outside' })).toBe('outside');
  expect(await of('aws:cloudwatch/dashboard:Dashboard', { dashboardName: 'security' })).toBe('security');
  expect(await of('aws:athena/workgroup:Workgroup', { name: 'logs' })).toBe('logs');
  expect(await of('aws:glue/catalogDatabase:CatalogDatabase', { name: 'logs' })).toBe('444444444444:logs');
  const table = { databaseName: 'logs', name: 'events' };
  expect(await of('aws:glue/catalogTable:CatalogTable', table)).toBe('444444444444:logs:events');
  expect(await of('aws:iam/policy:Policy', { name: 'reader' })).toBe(
    'arn:aws:iam::444444444444:policy/reader',
  );
});

it('cannot tell a rule that has no name yet', async () => {
  expect(await of('aws:cloudwatch/eventRule:EventRule', {})).toBeUndefined();
});
