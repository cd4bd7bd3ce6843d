import { describe, expect, it } from 'vitest';
import { aDataTrail, anAccount, anEstate, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { FieldSelector, Selectors, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './dynamodb-items-are-recorded.ts';

const table = (name: string, account: string = names.member) =>
  `arn:aws:dynamodb:us-east-1:${account}:table/${name}`;

function judged(trail: Partial<Trail>, sensitiveTables: readonly string[], account = {}) {
  const visibleTrails = [`${names.trailArn}-data`];
  const estate = anEstate({
    accounts: complete([anAccount({ visibleTrails, ...account })]),
    trails: complete([aDataTrail(trail)]),
  });
  return verdictOf(control, estate, { sensitiveTables });
}

const items = (type: string, ...fields: readonly FieldSelector[]): Selectors => ({
  basic: null,
  advanced: [
    {
      name: null,
      fields: [
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.type', equals: [type] },
        ...fields,
      ],
    },
  ],
});
const tables = (...fields: readonly FieldSelector[]) => items('AWS::DynamoDB::Table', ...fields);

describe(control.id, () => {
  it.each<[string, Selectors, string]>([
    ['all tables', tables(), 'pass'],
    ['the tables', tables({ field: 'resources.ARN', equals: [table('pay'), table('people')] }), 'pass'],
    ['the start of their ARNs', tables({ field: 'resources.ARN', startsWith: [table('p')] }), 'pass'],
    ['one of them', tables({ field: 'resources.ARN', equals: [table('pay')] }), 'fail'],
    ['reads alone', tables({ field: 'readOnly', equals: ['true'] }), 'fail'],
    ['their streams', items('AWS::DynamoDB::Stream'), 'fail'],
    ['nothing', { basic: null, advanced: null }, 'fail'],
  ])('with two sensitive tables, %s recorded -> %s', (_case, selectors, status) => {
    expect(judged({ selectors }, [table('pay'), table('people')]).status).toBe(status);
  });

  it('names the table that is not recorded', () => {
    const selectors = tables({ field: 'resources.ARN', equals: [table('pay')] });
    expect(judged({ selectors }, [table('pay'), table('people')])).toMatchObject({
      reason: expect.stringContaining(table('people')),
    });
  });

  it.each<[string, readonly string[]]>([
    ['no table is sensitive', []],
    ['only tables of other accounts are', [table('pay', names.security)]],
  ])('is not about an account while %s', (_case, sensitive) => {
    expect(judged({}, sensitive).status).toBe('not_applicable');
  });

  it('does not judge an account that is closed', () => {
    expect(judged({}, [table('pay')], { status: 'SUSPENDED' }).status).toBe('not_applicable');
  });

  it('does not know while the selectors could not be read', () => {
    const selectors = unknownBecause('access-denied', 'AccessDenied');
    expect(judged({ selectors }, [table('pay')]).status).toBe('unknown');
  });
});
