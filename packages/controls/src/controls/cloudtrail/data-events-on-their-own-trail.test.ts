import { describe, expect, it } from 'vitest';
import {
  aDataTrail,
  anAccount,
  anEstate,
  aTrail,
  complete,
  denied,
  everySource,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { FieldSelector, Selectors, Trail } from '../../model/estate.ts';
import control from './data-events-on-their-own-trail.ts';

function judged(trails: readonly Partial<Trail>[], parameters = {}, account = {}) {
  const arns = trails.map((_, index) => `${names.trailArn}-${index}`);
  const estate = anEstate({
    accounts: complete([anAccount({ visibleTrails: arns, ...account })]),
    trails: complete(trails.map((trail, index) => aTrail({ arn: arns[index] as string, ...trail }))),
  });
  return verdictOf(control, estate, parameters);
}

const withObjects = (...values: readonly string[]): Selectors => ({
  basic: [
    {
      readWriteType: 'All',
      includeManagementEvents: true,
      excludedManagementSources: [],
      dataResources: [{ type: 'AWS::S3::Object', values }],
    },
  ],
  advanced: null,
});
const alsoData = (...fields: readonly FieldSelector[]): Selectors => ({
  basic: null,
  advanced: [
    { name: null, fields: [{ field: 'eventCategory', equals: ['Management'] }] },
    {
      name: null,
      fields: [
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.type', equals: ['AWS::S3::Object'] },
        ...fields,
      ],
    },
  ],
});
const ofArns = (operators: Omit<FieldSelector, 'field'>) =>
  alsoData({ field: 'resources.ARN', ...operators });

describe(control.id, () => {
  it('passes data events on a second trail', () => {
    expect(judged([{}, { selectors: aDataTrail().selectors }]).status).toBe('pass');
  });

  it.each<[string, Selectors]>([
    ['all objects', alsoData()],
    ['all objects but some', everySource()],
    ['all objects in basic form', withObjects('arn:aws:s3')],
    ['all objects by the start of their ARNs', ofArns({ startsWith: ['arn:aws:s3:::'] })],
  ])('fails %s beside management events', (_case, selectors) => {
    expect(judged([{ selectors }])).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('data events of all resources beside management events'),
    });
  });

  it.each<[string, Selectors]>([
    ['a bucket in basic form', withObjects('arn:aws:s3:::payroll/')],
    ['a bucket', ofArns({ startsWith: ['arn:aws:s3:::payroll/'] })],
    ['an object', ofArns({ equals: ['arn:aws:s3:::payroll/2026.csv'] })],
  ])('passes %s that is named beside management events', (_case, selectors) => {
    expect(judged([{ selectors }]).status).toBe('pass');
  });

  it('is not about one trail by choice, no data events, or a closed account', () => {
    expect(judged([{ selectors: everySource() }], { combinedTrail: true }).status).toBe('not_applicable');
    expect(judged([{}]).status).toBe('not_applicable');
    expect(judged([{ selectors: everySource() }], {}, { status: 'SUSPENDED' }).status).toBe('not_applicable');
  });

  it('does not know while selectors or trails are hidden', () => {
    expect(judged([{ selectors: denied }]).status).toBe('unknown');
    expect(judged([{}], {}, { visibleTrails: denied }).status).toBe('unknown');
  });
});
