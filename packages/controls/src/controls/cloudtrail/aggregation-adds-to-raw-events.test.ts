import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, aTrail, complete, denied, everySource, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Selectors, Trail } from '../../model/estate.ts';
import control from './aggregation-adds-to-raw-events.ts';

const summaries = [{ category: 'Data', templates: ['API_ACTIVITY'] }];

function judged(trail: Partial<Trail>, parameters = {}, id: string = names.management) {
  const estate = anEstate({
    accounts: complete([anAccount({ id })]),
    trails: complete([aTrail({ selectors: everySource(), ...trail })]),
  });
  return verdictOf(control, estate, parameters);
}

const writesAlone: Selectors = {
  basic: [
    {
      readWriteType: 'WriteOnly',
      includeManagementEvents: true,
      excludedManagementSources: [],
      dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
    },
  ],
  advanced: null,
};

describe(control.id, () => {
  it.each<[string, Partial<Trail>, Record<string, unknown>, string]>([
    ['no summaries', { aggregations: [] }, {}, 'pass'],
    ['no summaries though events are missing', { selectors: writesAlone }, {}, 'pass'],
    ['summaries beside all events', { aggregations: summaries }, {}, 'pass'],
    ['summaries without reads', { aggregations: summaries, selectors: writesAlone }, {}, 'fail'],
    [
      'summaries without a type that is required',
      { aggregations: summaries },
      { requiredDataTypes: ['AWS::SQS::Queue'] },
      'fail',
    ],
  ])('%s: %#', (_case, trail, parameters, status) => {
    expect(judged(trail, parameters).status).toBe(status);
  });

  it('names what is only summed up', () => {
    expect(judged({ aggregations: summaries, selectors: writesAlone })).toMatchObject({
      reason: expect.stringContaining('no trail records data events of AWS::S3::Object (reads)'),
    });
  });

  it('is not about a trail without data events', () => {
    expect(judged({ selectors: null, aggregations: denied }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Trail>]>([
    ['summaries', { aggregations: denied }],
    ['selectors', { selectors: denied }],
    ['state of the trail', { aggregations: summaries, isLogging: denied }],
  ])('does not know while the %s could not be read', (_what, trail) => {
    expect(judged(trail).status).toBe('unknown');
  });

  it('does not know while the owner of the trail is not judged', () => {
    expect(judged({ aggregations: summaries }, {}, names.member).status).toBe('unknown');
  });
});
