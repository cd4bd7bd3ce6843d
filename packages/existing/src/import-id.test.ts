import { expect, it } from 'vitest';
import { importId } from './import-id.ts';

it.each([
  ['a global one', 'aws:iam/role:Role', 'audit', {}, 'audit'],
  ['a regional one', 'aws:guardduty/detector:Detector', '12ab', { region: 'eu-west-1' }, '12ab@eu-west-1'],
  [
    'a metric filter',
    'aws:cloudwatch/logMetricFilter:LogMetricFilter',
    'root-use',
    { region: 'us-east-1', logGroupName: '/trailguard/trail', name: 'root-use' },
    '/trailguard/trail:root-use@us-east-1',
  ],
  [
    'a target of a rule on the default bus',
    'aws:cloudwatch/eventTarget:EventTarget',
    'tampering-topic',
    { region: 'us-east-1', rule: 'tampering', targetId: 'topic' },
    'tampering/topic@us-east-1',
  ],
  [
    'a target of a rule on another bus',
    'aws:cloudwatch/eventTarget:EventTarget',
    'central-tampering-topic',
    { rule: 'tampering', targetId: 'topic', eventBusName: 'central' },
    'central/tampering/topic',
  ],
])('imports %s in the form that the provider documents', (_what, type, id, inputs, expected) => {
  expect(importId({ type, inputs }, id)).toBe(expected);
});
