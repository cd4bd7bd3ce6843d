import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, aTrail, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Selectors, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './further-data-events-are-recorded.ts';

const models = 'AWS::Bedrock::Model';
const queues = 'AWS::SQS::Queue';

function judged(trail: Partial<Trail>, requiredDataTypes: readonly string[], account = {}) {
  const estate = anEstate({
    accounts: complete([anAccount(account)]),
    trails: complete([aTrail(trail)]),
  });
  return verdictOf(control, estate, { requiredDataTypes });
}

const ofTypes = (...types: readonly string[]): Selectors => ({
  basic: null,
  advanced: types.map((type) => ({
    name: type,
    fields: [
      { field: 'eventCategory', equals: ['Data'] },
      { field: 'resources.type', equals: [type] },
    ],
  })),
});
const basic: Selectors = {
  basic: [
    {
      readWriteType: 'All',
      includeManagementEvents: true,
      excludedManagementSources: [],
      dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
    },
  ],
  advanced: null,
};

describe(control.id, () => {
  it.each<[string, Selectors, string]>([
    ['each type has a selector', ofTypes(models, queues), 'pass'],
    ['a type has none', ofTypes(models), 'fail'],
    ['selectors are basic', basic, 'fail'],
    ['only management events are recorded', { basic: null, advanced: null }, 'fail'],
  ])('%s -> %s', (_case, selectors, status) => {
    expect(judged({ selectors }, [models, queues]).status).toBe(status);
  });

  it('names the type that is missing', () => {
    expect(judged({ selectors: ofTypes(models) }, [models, queues])).toMatchObject({
      reason: expect.stringMatching(/data events of AWS::SQS::Queue of account/),
    });
  });

  it('passes the types that basic selectors know', () => {
    const all = { ...basic, basic: [{ ...basic.basic?.[0], dataResources: [] } as never] };
    expect(judged({ selectors: ofTypes('AWS::S3::Object') }, ['AWS::S3::Object']).status).toBe('pass');
    expect(judged({ selectors: all }, ['AWS::S3::Object']).status).toBe('fail');
  });

  it('is about nothing while no type is required, nor about a closed account', () => {
    expect(judged({}, []).status).toBe('not_applicable');
    expect(judged({}, [models], { status: 'SUSPENDED' }).status).toBe('not_applicable');
  });

  it('does not know while the selectors could not be read', () => {
    const selectors = unknownBecause('access-denied', 'AccessDenied');
    expect(judged({ selectors }, [models]).status).toBe('unknown');
  });
});
