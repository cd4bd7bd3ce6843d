import { expect, it } from 'vitest';
import { lockFaults } from './lock.ts';

it.each([
  ['GOVERNANCE', 365, undefined],
  ['COMPLIANCE', 365, 365],
] as const)('accepts %s of %d days, confirmed: %s', (objectLockMode, objectLockDays, confirmed) => {
  expect(lockFaults({ objectLockMode, objectLockDays, complianceLockConfirmedDays: confirmed })).toEqual([]);
});

it.each([
  ['COMPLIANCE', 365, undefined, 'set complianceLockConfirmedDays to 365 to confirm it'],
  ['COMPLIANCE', 3650, 365, 'set complianceLockConfirmedDays to 3650 to confirm it (it is 365)'],
  ['GOVERNANCE', 365, 365, 'complianceLockConfirmedDays (365) is set while objectLockMode is GOVERNANCE'],
] as const)('refuses %s of %d days, confirmed: %s', (objectLockMode, objectLockDays, confirmed, message) => {
  const faults = lockFaults({ objectLockMode, objectLockDays, complianceLockConfirmedDays: confirmed });
  expect(faults).toEqual([expect.stringContaining(message)]);
});
