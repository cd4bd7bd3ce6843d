import { expect, it } from 'vitest';
import { anEvent, ask, user } from '../test/aws-events.ts';
import question from './failed-sign-ins.ts';

const signIn = (differing: object = {}) =>
  anEvent({
    ...user('alice'),
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    errorMessage: 'Failed authentication',
    responseElements: { ConsoleLogin: 'Failure' },
    ...differing,
  });
const done = { errorMessage: undefined, responseElements: { ConsoleLogin: 'Success' } };

it('counts tries by who made them and from where, and none that succeeded', async () => {
  const rows = await ask(question, [
    signIn({ eventTime: '2026-03-01T10:00:00Z', eventID: 'first' }),
    signIn({ eventTime: '2026-03-01T10:05:00Z', errorMessage: undefined }),
    signIn({ sourceIPAddress: '198.51.100.1' }),
    signIn({
      userIdentity: {
        type: 'IAMUser',
        accountId: '111111111111',
        userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      },
    }),
    signIn(done),
    signIn({ eventName: 'CheckMfa', responseElements: { CheckMfa: 'Success' } }),
    anEvent({ errorMessage: 'Failed authentication' }),
  ]);
  expect(rows.map(({ caller, sourceAddress, count }) => [caller, sourceAddress, count])).toEqual([
    ['arn:aws:iam::111111111111:user/alice', '192.0.2.7', 2],
    ['HIDDEN_DUE_TO_SECURITY_REASONS', '192.0.2.7', 1],
    ['arn:aws:iam::111111111111:user/alice', '198.51.100.1', 1],
  ]);
  expect(rows[0]).toMatchObject({
    first: '2026-03-01T10:00:00Z',
    last: '2026-03-01T10:05:00Z',
    eventId: 'first',
    detail: '1 user agents',
  });
});
