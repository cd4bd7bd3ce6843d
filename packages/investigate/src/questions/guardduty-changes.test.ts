import { expect, it } from 'vitest';
import { anEvent, ask } from '../test/aws-events.ts';
import question from './guardduty-changes.ts';

const call = (eventName: string, differing: object = {}) =>
  anEvent({
    eventSource: 'guardduty.amazonaws.com',
    eventName,
    eventID: eventName,
    requestParameters: { detectorId: 'abc' },
    ...differing,
  });

it('finds calls that change what is watched, hidden or told, refused ones too, and none that read', async () => {
  const rows = await ask(question, [
    call('DeleteDetector', { errorCode: 'AccessDenied' }),
    call('CreateFilter', { requestParameters: { detectorId: 'abc', name: 'hide' } }),
    call('DisassociateMembers'),
    call('GetDetector', { readOnly: true }),
    call('ListFindings', { readOnly: undefined }),
    call('DeleteDetector', { eventSource: 'inspector2.amazonaws.com' }),
    call('AFinding', { eventType: 'AwsServiceEvent' }),
  ]);
  expect(rows.map(({ action, outcome, detail }) => [action, outcome, detail])).toEqual([
    ['guardduty:CreateFilter', '', 'hide'],
    ['guardduty:DeleteDetector', 'AccessDenied', 'abc'],
    ['guardduty:DisassociateMembers', '', 'abc'],
  ]);
});
