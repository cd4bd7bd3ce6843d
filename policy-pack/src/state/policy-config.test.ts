import { blackoutGuardPolicy } from '@trailguard/controls/blackout';
import { describe, expect, it } from 'vitest';
import { exceptionsPolicyName, notEvaluatedName } from '../own-policies.ts';
import { programControls } from '../program-controls.ts';
import { InvalidPolicyConfigError, readPolicyConfig } from './policy-config.ts';

const read = (file: unknown) => readPolicyConfig(JSON.stringify(file), programControls);
const lock = 'lb-12-object-lock-with-default-retention';

/** The faults of a file. */
function faultsOf(file: unknown): readonly string[] {
  try {
    read(file);
  } catch (error) {
    if (error instanceof InvalidPolicyConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the settings of policies', () => {
  it('are those of each control, over what all have', () => {
    const settings = read({ all: 'disabled', [lock]: { enforcementLevel: 'advisory', lockMinDays: 730 } });
    expect(settings.get('LB-12')).toMatchObject({ isDisabled: false, parameters: { lockMinDays: 730 } });
    expect(settings.get('LB-13')).toMatchObject({ isDisabled: true });
  });

  it.each([notEvaluatedName, exceptionsPolicyName, blackoutGuardPolicy])(
    'may name the policy %s, which judges no control',
    (name) => {
      expect(read({ [name]: 'advisory' }).size).toBe(programControls.length);
    },
  );

  it('are refused with all faults at once, by the policy and setting', () => {
    const faults = faultsOf({
      'ct-06-log-file-validation-enabled': 'remediatee',
      'no-such-policy': {},
      [lock]: { lockMinDays: 'x', lockMinDay: 1 },
    });
    expect(faults).toEqual([
      'there is no policy no-such-policy; "trailguard policy-config" prints all',
      'ct-06-log-file-validation-enabled: "remediatee" is no level; there are advisory, mandatory, remediate, disabled',
      `${lock}: LB-12.lockMinDays: must be a number, not "x"`,
      `${lock}: LB-12.lockMinDay: LB-12 has no such parameter; it has lockMinDays, lockMode`,
    ]);
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['a text for a list of buckets', lock, { logBuckets: 'logs' }, 'logBuckets: must be a list of texts'],
    ['a number among texts', lock, { logBuckets: ['logs', 1] }, 'logBuckets: must be a list of texts'],
    [
      'a text for a choice',
      'ct-01-account-has-a-recording-trail',
      { required: 'yes' },
      'required: must be true or false',
    ],
    [
      'a value of a remediation',
      'lb-13-default-encryption-uses-the-log-kms-key',
      { remediationKmsKeyArn: 1 },
      'remediationKmsKeyArn: must be a text',
    ],
    ['what another policy takes', lock, { required: true }, 'LB-12.required: LB-12 has no such parameter'],
  ])('refuse %s, which would be left out unseen', (_what, policy, values, fault) => {
    expect(faultsOf({ [policy]: values })).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    ['a list', [], 'it is no object of policies by name'],
    ['a number for a policy', { [lock]: 1 }, 'write a level, or an object with enforcementLevel and values'],
  ])('refuse %s', (_what, file, fault) => {
    expect(faultsOf(file)).toEqual([expect.stringContaining(fault)]);
  });
});
