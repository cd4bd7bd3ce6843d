import { describe, expect, it } from 'vitest';
import { anEvent, ask } from '../test/aws-events.ts';
import question from './timeline.ts';

const trail = 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/main';

/** Which of the events are told for a resource, by their ids. */
async function told(resource: string, events: readonly object[]): Promise<string[]> {
  return (await ask(question, events, { resource })).map(({ eventId }) => eventId);
}

describe('who changed a resource', () => {
  const byName = (differing: object = {}) =>
    anEvent({
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      requestParameters: { name: 'main' },
      ...differing,
    });

  it('is told by the resources of an event, and by an ARN anywhere in what was asked or answered', async () => {
    const events = [
      anEvent({ eventID: 'a', resources: [{ ARN: trail }] }),
      anEvent({ eventID: 'b', requestParameters: { deep: [{ resourceArn: trail }] } }),
      anEvent({ eventID: 'c', responseElements: { trailARN: trail } }),
      anEvent({ eventID: 'read', resources: [{ ARN: trail }], readOnly: true }),
      anEvent({ eventID: 'longer', requestParameters: { resourceArn: `${trail}-2` } }),
      anEvent({ eventID: 'a key', requestParameters: { [trail]: 1 } }),
    ];
    expect(await told(trail, events)).toEqual(['a', 'b', 'c']);
  });

  it('is told by its name where service, account and Region are those of its ARN', async () => {
    const events = [
      byName({ eventID: 'own' }),
      byName({ eventID: 'tried', errorCode: 'AccessDenied' }),
      byName({ eventSource: 'sqs.amazonaws.com' }),
      byName({ recipientAccountId: '222222222222' }),
      byName({ awsRegion: 'us-east-1' }),
      byName({ requestParameters: { name: 'main-2' } }),
    ];
    expect(await told(trail, events)).toEqual(['own', 'tried']);
  });

  it('is told by a bare name in any service, and by nothing that would be SQL', async () => {
    expect(
      await told('main', [byName({ eventID: 'own' }), byName({ requestParameters: { name: 'x' } })]),
    ).toEqual(['own']);
    expect(await told("' OR true --", [byName()])).toEqual([]);
  });

  it('is told of a bucket, whose ARN has neither account nor Region, with what was asked', async () => {
    const requestParameters = { bucketName: 'logs', policy: 'none' };
    const rows = await ask(question, [anEvent({ eventSource: 's3.amazonaws.com', requestParameters })], {
      resource: 'arn:aws:s3:::logs',
    });
    expect(rows.map(({ detail }) => JSON.parse(detail))).toEqual([requestParameters]);
  });
});
