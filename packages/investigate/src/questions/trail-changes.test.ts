import { expect, it } from 'vitest';
import { anEvent, ask } from '../test/aws-events.ts';
import question from './trail-changes.ts';

const call = (eventName: string, differing: object = {}) =>
  anEvent({ eventSource: 'cloudtrail.amazonaws.com', eventName, eventID: eventName, ...differing });

it('finds calls that change what is recorded, refused ones too, and none that read', async () => {
  const rows = await ask(question, [
    call('StopLogging', { requestParameters: { name: 'trail' } }),
    call('PutEventSelectors', { errorCode: 'AccessDenied', requestParameters: { trailName: 'other' } }),
    call('StopEventDataStoreIngestion', { requestParameters: { eventDataStore: 'store' } }),
    call('ANewOperation'),
    call('DescribeTrails', { readOnly: true }),
    call('LookupEvents', { readOnly: true }),
    call('GetTrailStatus', { readOnly: undefined }),
    call('StartQuery'),
    call('StopLogging', { eventSource: 'other.amazonaws.com' }),
    call('SomethingOfAws', { eventType: 'AwsServiceEvent' }),
  ]);
  expect(rows.map(({ action, outcome, detail }) => [action, outcome, detail])).toEqual([
    ['cloudtrail:ANewOperation', '', ''],
    ['cloudtrail:PutEventSelectors', 'AccessDenied', 'other'],
    ['cloudtrail:StopEventDataStoreIngestion', '', 'store'],
    ['cloudtrail:StopLogging', '', 'trail'],
  ]);
});
