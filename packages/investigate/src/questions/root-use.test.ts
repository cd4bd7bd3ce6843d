import { expect, it } from 'vitest';
import { anEvent, ask, root, user } from '../test/aws-events.ts';
import question from './root-use.ts';

it('finds what a root user does, and nothing that others do or AWS does in its name', async () => {
  const rows = await ask(question, [
    anEvent({ ...root, eventID: 'a call' }),
    anEvent({ ...root, eventID: 'a sign-in', eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn' }),
    anEvent({ ...root, eventID: 'a read', readOnly: true }),
    anEvent({ ...root, eventType: 'AwsServiceEvent' }),
    anEvent({ userIdentity: { ...root.userIdentity, invokedBy: 'support.amazonaws.com' } }),
    anEvent(),
    anEvent(user('root')),
  ]);
  expect(rows.map(({ eventId }) => eventId)).toEqual(['a call', 'a read', 'a sign-in']);
  expect(rows[0]).toMatchObject({ caller: 'arn:aws:iam::111111111111:root', detail: 'aws-cli/2.31' });
});
