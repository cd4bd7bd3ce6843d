import { expect, it } from 'vitest';
import { anEvent, ask } from '../test/aws-events.ts';
import question from './key-deletion.ts';

const call = (eventName: string, differing: object = {}) =>
  anEvent({
    eventSource: 'kms.amazonaws.com',
    eventName,
    eventID: eventName,
    requestParameters: { keyId: 'key-1' },
    ...differing,
  });

it('finds keys that were disabled or scheduled for deletion, and AWS’s own deletion afterwards', async () => {
  const resources = [{ ARN: 'arn:aws:kms:eu-west-1:111111111111:key/key-2', accountId: '111111111111' }];
  const rows = await ask(question, [
    call('ScheduleKeyDeletion'),
    call('DisableKey', { errorCode: 'AccessDenied' }),
    call('DeleteKey', { requestParameters: null, eventType: 'AwsServiceEvent', resources }),
    call('CreateKey'),
    call('Decrypt', { readOnly: true }),
    call('DisableKey', { eventSource: 'other.amazonaws.com' }),
  ]);
  expect(rows.map(({ action, outcome, detail }) => [action, outcome, detail])).toEqual([
    ['kms:DeleteKey', '', resources[0]?.ARN],
    ['kms:DisableKey', 'AccessDenied', 'key-1'],
    ['kms:ScheduleKeyDeletion', '', 'key-1'],
  ]);
});
