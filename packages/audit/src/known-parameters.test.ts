import { expect, it } from 'vitest';
import { withKnownParameters } from './known-parameters.ts';

const organization = {
  managementAccountId: '111111111111',
  logArchiveAccountId: '222222222222',
  securityAccountId: '333333333333',
  homeRegion: 'us-east-1',
};

it('tells controls which account keeps the logs, and which may own their key', () => {
  expect(withKnownParameters(organization)).toEqual({
    'KM-07': { approvedAccountIds: ['222222222222', '333333333333'] },
    'LB-01': { logArchiveAccountId: '222222222222' },
  });
});

it('leaves what a user has set as it is, and adds the rest', () => {
  const set = {
    'LB-01': { otherLogServices: ['x'] },
    'KM-07': { approvedAccountIds: [] },
    'CT-04': { a: 1 },
  };
  expect(withKnownParameters(organization, set)).toEqual({
    ...set,
    'LB-01': { logArchiveAccountId: '222222222222', otherLogServices: ['x'] },
  });
});
