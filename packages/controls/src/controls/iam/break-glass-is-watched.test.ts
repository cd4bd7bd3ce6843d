import { describe, expect, it } from 'vitest';
import {
  aBreakGlassAccess,
  aBucketPolicy,
  aLogBucket,
  anAccountAccess,
  anEstate,
  aPersonalTrust,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Identity } from '../../model/estate.ts';
import control from './break-glass-is-watched.ts';

const quiet = { alarms: complete([]), eventRules: complete([]) };

function judged(role: Partial<Identity>, differing: Partial<Estate> = {}, parameters = {}) {
  return verdictOf(
    control,
    anEstate({ access: complete([aBreakGlassAccess(role)]), ...differing }),
    parameters,
  );
}

describe(control.id, () => {
  it.each<[string, Partial<Identity>, string]>([
    ['of an hour, with MFA', {}, 'pass'],
    ['of two hours', { maximumSessionSeconds: 7200 }, 'fail'],
    ['without MFA', { trust: aPersonalTrust({}) }, 'fail'],
    ['whose trust could not be read', { trust: denied }, 'unknown'],
    ['under another name, so that the one excepted does not exist', { name: 'other' }, 'fail'],
    ['whose name could not be read', { name: denied }, 'unknown'],
  ])('a role %s -> %s', (_case, role, status) => {
    expect(judged(role).status).toBe(status);
  });

  it('fails when nobody hears of its use', () => {
    expect(judged({}, quiet)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('AssumeRole of'),
    });
  });

  it('does not know while the policies of log buckets are not known', () => {
    expect(judged({}, { buckets: complete([aLogBucket({ policy: denied })]) }).status).toBe('unknown');
  });

  it('does not apply where no role is excepted, nor to other accounts', () => {
    const buckets = complete([
      aLogBucket({
        policy: aBucketPolicy({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }),
      }),
    ]);
    expect(judged({}, { buckets }).status).toBe('not_applicable');
    expect(judged({}, { access: complete([anAccountAccess({ accountId: names.member })]) }).status).toBe(
      'not_applicable',
    );
  });

  it('takes the roles from the parameter', () => {
    const breakGlassRoleArns = [`arn:aws:iam::${names.logArchive}:role/emergency`];
    expect(judged({ name: 'emergency' }, {}, { breakGlassRoleArns }).status).toBe('pass');
  });
});
