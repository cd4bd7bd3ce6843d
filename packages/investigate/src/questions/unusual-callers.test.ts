import { expect, it } from 'vitest';
import { anEvent, ask, user } from '../test/aws-events.ts';
import question from './unusual-callers.ts';

const call = (hour: string, differing: object = {}) =>
  anEvent({ eventTime: `2026-03-01T${hour}:00:00Z`, ...differing });
const from = (sourceIPAddress: string) => ({ sourceIPAddress });

it('finds callers that were new and known ones at new addresses, by role and not by session', async () => {
  const session = { arn: 'arn:aws:sts::111111111111:assumed-role/Worker/another' };
  const { userIdentity } = anEvent() as { userIdentity: object };
  const rows = await ask(question, [
    call('01'),
    call('13', { userIdentity: { ...userIdentity, ...session } }),
    call('14', from('198.51.100.1')),
    call('15', from('198.51.100.1')),
    call('16', { ...user('mallory'), ...from('203.0.113.9') }),
    call('17', { ...user('old'), ...from('203.0.113.9'), recipientAccountId: '222222222222' }),
    call('02', { ...user('old'), ...from('203.0.113.9'), recipientAccountId: '222222222222' }),
    call('18', from('cloudformation.amazonaws.com')),
    call('18', { userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' } }),
    call('18', { ...user('x'), eventType: 'AwsServiceEvent' }),
  ]);
  expect(
    rows.map(({ caller, sourceAddress, count, detail }) => [caller, sourceAddress, count, detail]),
  ).toEqual([
    ['arn:aws:iam::111111111111:role/Worker', '198.51.100.1', 2, 'new address'],
    ['arn:aws:iam::111111111111:user/mallory', '203.0.113.9', 1, 'new caller'],
  ]);
});
