import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FakeAnswer, fakeError, startFakeAws } from '../../test/fake-aws.ts';
import { readAlarms } from './cloudwatch.ts';
import { Reader } from './reader.ts';

afterEach(() => vi.unstubAllEnvs());

async function readFrom(answer: () => FakeAnswer) {
  await using aws = await startFakeAws(answer);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
  const reader = new Reader(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }));
  const alarms = await readAlarms(reader, '111111111111', 'us-east-1');
  reader.close();
  return { alarms, failures: reader.failures };
}

describe('alarms', () => {
  it('on other alarms and on expressions have no condition', async () => {
    const common = { ActionsEnabled: true, AlarmActions: ['arn:aws:sns:us-east-1:111111111111:alerts'] };
    const { alarms } = await readFrom(() => ({
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: {
        MetricAlarms: [{ ...common, AlarmName: 'ratio', Metrics: [{ Id: 'e1', Expression: 'm1/m2' }] }],
        CompositeAlarms: [{ ...common, AlarmName: 'any', AlarmRule: 'ALARM(ratio)' }],
      },
    }));
    expect(alarms).toMatchObject([
      { name: 'ratio', kind: 'metric', condition: null, rule: null },
      { name: 'any', kind: 'composite', condition: null, rule: 'ALARM(ratio)', hasActionsEnabled: true },
    ]);
  });

  it('that may not be listed are not known', async () => {
    const { alarms, failures } = await readFrom(() => fakeError(403, 'AccessDenied'));
    expect(alarms).toMatchObject({ unknown: 'access-denied' });
    expect(failures).toHaveLength(1);
  });
});
