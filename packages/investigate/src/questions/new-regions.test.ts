import { expect, it } from 'vitest';
import { anEvent, ask, user } from '../test/aws-events.ts';
import question from './new-regions.ts';

const call = (awsRegion: string, hour: string, differing: object = {}) =>
  anEvent({ awsRegion, eventTime: `2026-03-01T${hour}:00:00Z`, ...differing });

it('finds Regions in which an account called first after the time, and not those it knew or another account knows', async () => {
  const rows = await ask(question, [
    call('eu-west-1', '01'),
    call('eu-west-1', '13'),
    call('us-west-2', '12', { ...user('mallory'), eventID: 'the first' }),
    call('us-west-2', '14'),
    call('us-west-2', '01', { recipientAccountId: '222222222222' }),
    call('ap-east-1', '15', { eventType: 'AwsServiceEvent' }),
    call('ap-east-1', '15', { userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' } }),
  ]);
  expect(rows).toMatchObject([
    { accountId: '111111111111', region: 'us-west-2', count: 2, eventId: 'the first', detail: '2 callers' },
  ]);
  expect(rows[0]?.caller).toBe('arn:aws:iam::111111111111:user/mallory');
});
