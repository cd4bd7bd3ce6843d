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

it('cannot tell a rule that has no name yet', async () => {
  expect(await of('aws:cloudwatch/eventRule:EventRule', {})).toBeUndefined();
});
