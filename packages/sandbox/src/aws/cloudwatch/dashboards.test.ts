import { describe, expect, it } from 'vitest';
import { bodyFaults } from './dashboards.ts';

const metric = { type: 'metric', x: 0, y: 0, width: 12, height: 6 };
const faultsOf = (...widgets: unknown[]) => bodyFaults(JSON.stringify({ widgets }));
const shown = (metrics: unknown[]) => faultsOf({ ...metric, properties: { region: 'us-east-1', metrics } });

describe('the body of a dashboard', () => {
  it('is taken with metrics, expressions, alarms and texts', () => {
    expect(
      shown([
        ['AWS/SNS', 'Messages', 'TopicName', 'alerts', { accountId: '111111111111' }],
        [{ expression: 'm1 * 2' }],
      ]),
    ).toEqual([]);
    expect(
      faultsOf(
        { type: 'text', width: 24, height: 1, properties: { markdown: '# One' } },
        { type: 'alarm', properties: { alarms: ['arn:aws:cloudwatch:us-east-1:111111111111:alarm:a'] } },
      ),
    ).toEqual([]);
  });

  it.each<[string, readonly string[], string]>([
    ['no JSON', bodyFaults('{'), '/ must be JSON'],
    ['no widgets', bodyFaults('{}'), '/widgets must be an array'],
    ['a widget of no type', faultsOf({ type: 'pie', properties: {} }), '/widgets/0/type must be one of'],
    [
      'a widget beyond the page',
      faultsOf({ ...metric, width: 25, properties: {} }),
      '/widgets/0/width must be',
    ],
    [
      'a metric widget without a Region',
      faultsOf({ ...metric, properties: { metrics: [] } }),
      "required property 'region'",
    ],
    [
      'half of a dimension',
      shown([['AWS/SNS', 'Messages', 'TopicName']]),
      '/metrics/0 must have a namespace',
    ],
    [
      'a metric with an expression',
      shown([['AWS/SNS', 'Messages', { expression: 'm1' }]]),
      'an expression and a metric',
    ],
  ])('is refused with %s', (_what, faults, message) => {
    expect(faults.join('\n')).toContain(message);
  });
});
