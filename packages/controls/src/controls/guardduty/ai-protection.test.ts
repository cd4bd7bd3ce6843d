import { describe, expect, it } from 'vitest';
import { denied, detectorFeatures } from '../../../test/builders.ts';
import { judgedFeature } from '../../../test/describe-feature.ts';
import type { Estate } from '../../model/estate.ts';
import control from './ai-protection.ts';

const off = { features: detectorFeatures({ name: 'AI_PROTECTION', setting: 'DISABLED', additional: [] }) };
const judged = (resourceCounts: Estate['resourceCounts'], parameters = {}) =>
  judgedFeature(control, { detector: off, estate: { resourceCounts } }, parameters);

describe(control.id, () => {
  it('passes where it is on, whatever is used', () => {
    expect(judgedFeature(control).status).toBe('pass');
  });

  it.each<[string, Estate['resourceCounts'], object, string]>([
    ['somebody says that models are used', denied, { aiWorkloads: 'yes' }, 'fail'],
    ['there are agents', { 'AWS::Bedrock::Agent': 1 }, {}, 'fail'],
    [
      'there are agents, and somebody says that there are none',
      { 'AWS::Bedrock::Agent': 1 },
      { aiWorkloads: 'no' },
      'fail',
    ],
    ['somebody says that no models are used', {}, { aiWorkloads: 'no' }, 'not_applicable'],
    ['nobody says, and nothing is found', {}, {}, 'unknown'],
    ['nobody counted', denied, {}, 'unknown'],
  ])('off, and %s -> %s', (_case, counts, parameters, status) => {
    expect(judged(counts, parameters).status).toBe(status);
  });

  it.each<[string, Estate['resourceCounts']]>([
    ['nobody counted', denied],
    ['nothing is found', {}],
    ['a lens counts nothing', null],
  ])('names the way out where %s', (_case, counts) => {
    const verdict = judged(counts);
    expect(verdict).toMatchObject({
      status: 'unknown',
      reason: expect.stringMatching(/aiWorkloads, yes or no/),
    });
  });

  it('does not apply where AWS does not list it', () => {
    const features = detectorFeatures();
    const items = features.items.filter(({ name }) => name !== 'AI_PROTECTION');
    const detector = { features: { ...features, items } };
    expect(judgedFeature(control, { detector }, { aiWorkloads: 'yes' }).status).toBe('not_applicable');
  });

  it('does not ask for the investigation agent', () => {
    const features = detectorFeatures();
    const items = [...features.items, { name: 'AI_ANALYST', setting: 'DISABLED' as const, additional: [] }];
    expect(judgedFeature(control, { detector: { features: { ...features, items } } }).status).toBe('pass');
  });
});
