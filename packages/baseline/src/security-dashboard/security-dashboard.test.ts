import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { SecurityDashboard, type SecurityDashboardArgs } from './security-dashboard.ts';

const everything = {
  alarmArns: ['arn:aws:cloudwatch:us-east-1:111111111111:alarm:acme-root-use'],
  logGroupNames: ['/acme/trail'],
  filteredMetrics: { namespace: 'acme', names: ['root-use'] },
  busName: 'acme-events',
  ruleNames: ['acme-findings-alerts'],
  queueNames: ['acme-undelivered-alerts'],
  topicNames: ['acme-alerts'],
  workgroupNames: ['acme-investigation'],
};
interface Shown {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly region?: string; readonly title?: string; readonly metrics?: unknown[][] };
}
async function shown(different: Partial<SecurityDashboardArgs> = {}): Promise<readonly Shown[]> {
  const { inputsOf } = await recordProgram(
    () => new SecurityDashboard('dashboard', { dashboardName: 'acme', region: 'eu-west-1', ...different }),
  );
  const { dashboardBody, ...inputs } = inputsOf('aws:cloudwatch/dashboard:Dashboard');
  expect(inputs).toEqual({ region: 'eu-west-1', dashboardName: 'acme' });
  return JSON.parse(String(dashboardBody)).widgets;
}

describe('SecurityDashboard', () => {
  it('shows what it is given, in its Region', async () => {
    const widgets = await shown(everything);
    expect(widgets.map(({ properties }) => properties.title)).toEqual([
      undefined,
      'Alarms',
      'Events that the trail delivers',
      'What metric filters count',
      'Findings and changes that were told',
      'Events that could not be delivered',
      'Messages of the topics',
      'Bytes that queries read',
    ]);
    const metrics = widgets.filter(({ type }) => type === 'metric');
    expect(metrics.every(({ properties }) => properties.region === 'eu-west-1')).toBe(true);
    expect(metrics[2]?.properties.metrics).toEqual([
      ['AWS/Events', 'MatchedEvents', 'EventBusName', 'acme-events', 'RuleName', 'acme-findings-alerts'],
    ]);
  });

  it('places no widget over another or beyond the page', async () => {
    const widgets = await shown(everything);
    for (const [index, one] of widgets.entries()) {
      expect(one.x + one.width).toBeLessThanOrEqual(24);
      for (const other of widgets.slice(index + 1)) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart).toBe(true);
      }
    }
  });

  it('leaves out what it is not given, and names another account with each metric', async () => {
    expect(await shown()).toHaveLength(1);
    const [, metric] = await shown({ topicNames: ['acme-alerts'], metricsAccountId: '111111111111' });
    expect(metric?.properties.metrics?.map((one) => one.at(-1))).toEqual([
      { accountId: '111111111111' },
      { accountId: '111111111111' },
    ]);
  });

  it('refuses a name that CloudWatch does not take', async () => {
    await expect(shown({ dashboardName: 'our page' })).rejects.toThrow('"our page" is no name');
  });
});
