import { expect, it } from 'vitest';
import { anEvent, ask, root, user } from '../test/aws-events.ts';
import question from './console-without-mfa.ts';

const signIn = (differing: object = {}) =>
  anEvent({
    ...user('alice'),
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'No' },
    ...differing,
  });

it('finds users and root users with a password alone, and nobody who has or had to have a second factor', async () => {
  const rows = await ask(question, [
    signIn({ eventID: 'a user' }),
    signIn({ ...root, eventID: 'a root user' }),
    signIn({ additionalEventData: undefined, eventID: 'unsaid' }),
    signIn({ additionalEventData: { MFAUsed: 'Yes' } }),
    signIn({ responseElements: { ConsoleLogin: 'Failure' } }),
    signIn({ userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111111111111:assumed-role/SSO/bob' } }),
    anEvent(user('alice')),
  ]);
  expect(rows.map(({ eventId }) => eventId)).toEqual(['a root user', 'a user', 'unsaid']);
});
