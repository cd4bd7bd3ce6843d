import { describe, expect, it } from 'vitest';
import {
  anEstate,
  aTrail,
  complete,
  denied,
  everySource,
  names,
  onlyObjects,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { FieldSelector, Selectors, Trail } from '../../model/estate.ts';
import control from './delivery-loops-are-suppressed.ts';

function judged(trail: Partial<Trail>) {
  return verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }));
}

const ofArns = (operators: Omit<FieldSelector, 'field'>) =>
  onlyObjects({ field: 'resources.ARN', ...operators });

describe(control.id, () => {
  it.each<[string, Partial<Trail>]>([
    ['leaves out its bucket', { selectors: everySource() }],
    ['records another bucket', { selectors: ofArns({ startsWith: ['arn:aws:s3:::payroll/'] }) }],
    ['leaves out its own delivery', { selectors: onlyObjects(), recordsOwnDelivery: false }],
  ])('passes a trail that %s', (_case, trail) => {
    expect(judged(trail).status).toBe('pass');
  });

  it.each<[string, Partial<Trail>]>([
    ['records all buckets', { selectors: onlyObjects(), recordsOwnDelivery: true }],
    ['records all buckets, AWS saying no more', { selectors: onlyObjects(), recordsOwnDelivery: null }],
    ['records its bucket', { selectors: ofArns({ startsWith: [`arn:aws:s3:::${names.bucket}/`] }) }],
    [
      'leaves out a folder of its bucket',
      { selectors: ofArns({ notStartsWith: [`arn:aws:s3:::${names.bucket}/a/`] }) },
    ],
  ])('fails a trail that %s', (_case, trail) => {
    expect(judged(trail).status).toBe('fail');
  });

  it.each<[string, Selectors]>([
    ['management events alone', { basic: null, advanced: null }],
    ['reads alone, which delivery is not', onlyObjects({ field: 'readOnly', equals: ['true'] })],
  ])('is not about a trail that records %s', (_case, selectors) => {
    expect(judged({ selectors }).status).toBe('not_applicable');
  });

  it.each<[string, Partial<Trail>]>([
    ['selectors', { selectors: denied }],
    ['bucket', { selectors: onlyObjects(), bucketName: denied }],
    ['suppression', { selectors: onlyObjects(), recordsOwnDelivery: denied }],
  ])('does not know while the %s could not be read', (_what, trail) => {
    expect(judged(trail).status).toBe('unknown');
  });
});
