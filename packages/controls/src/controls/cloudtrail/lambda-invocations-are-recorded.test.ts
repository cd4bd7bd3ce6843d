import { describe, expect, it } from 'vitest';
import { aDataTrail, anAccount, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Selectors, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './lambda-invocations-are-recorded.ts';

const arn = (name: string, region = 'eu-west-1', account: string = names.member) =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;

function judged(trail: Partial<Trail>, parameters: Record<string, unknown>, account = {}) {
  const visibleTrails = [`${names.trailArn}-data`];
  const estate = anEstate({
    accounts: complete([anAccount({ visibleTrails, ...account })]),
    trails: complete([aDataTrail(trail)]),
  });
  return verdictOf(control, estate, parameters);
}

const functions = (...values: readonly string[]): Selectors => ({
  basic: [
    {
      readWriteType: 'All',
      includeManagementEvents: true,
      excludedManagementSources: [],
      dataResources: [{ type: 'AWS::Lambda::Function', values }],
    },
  ],
  advanced: null,
});
const advanced: Selectors = {
  basic: null,
  advanced: [
    {
      name: null,
      fields: [
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.type', equals: ['AWS::Lambda::Function'] },
      ],
    },
  ],
};

describe(control.id, () => {
  it.each<[string, Selectors, string]>([
    ['all functions in basic form', functions('arn:aws:lambda'), 'pass'],
    ['all functions in advanced form', advanced, 'pass'],
    ['one function', functions(arn('pay')), 'fail'],
    ['none', { basic: null, advanced: null }, 'fail'],
  ])('%s recorded, with all in scope -> %s', (_case, selectors, status) => {
    expect(judged({ selectors }, { scope: 'all' }).status).toBe(status);
  });

  it.each<[string, Selectors, string]>([
    ['all functions', functions('arn:aws:lambda'), 'pass'],
    ['the functions in scope', functions(arn('pay'), arn('refund')), 'pass'],
    ['one of two', functions(arn('pay')), 'fail'],
    ['a function whose name begins alike', functions(arn('pay'), arn('refund-all')), 'fail'],
  ])('%s recorded, with two in scope -> %s', (_case, selectors, status) => {
    expect(judged({ selectors }, { functions: [arn('pay'), arn('refund')] }).status).toBe(status);
  });

  it('takes a trail of the function’s own Region', () => {
    const trail = { selectors: advanced, isMultiRegion: false, homeRegion: 'eu-west-1' };
    expect(judged(trail, { functions: [arn('pay')] }).status).toBe('pass');
    expect(judged(trail, { functions: [arn('pay', 'us-east-1')] }).status).toBe('fail');
  });

  it.each<[string, Record<string, unknown>]>([
    ['nothing is in scope', {}],
    ['only a function of another account is', { functions: [arn('pay', 'eu-west-1', names.security)] }],
  ])('is not about an account of which %s', (_case, parameters) => {
    expect(judged({}, parameters).status).toBe('not_applicable');
  });

  it('does not know while the selectors could not be read', () => {
    const selectors = unknownBecause('access-denied', 'AccessDenied');
    expect(judged({ selectors }, { functions: [arn('pay')] }).status).toBe('unknown');
  });
});
