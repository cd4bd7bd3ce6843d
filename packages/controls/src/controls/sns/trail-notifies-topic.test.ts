import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import control from './trail-notifies-topic.ts';

const judged = (trail: Partial<Trail>, parameters = {}, others: readonly Trail[] = []) =>
  verdictsOf(control, anEstate({ trails: complete([...others, aTrail(trail)]) }), parameters).at(-1)?.status;
const dataAlone = {
  basic: null,
  advanced: [{ name: null, fields: [{ field: 'eventCategory', equals: ['Data'] }] }],
};
const own = { arn: `${names.trailArn}-own`, isOrganization: false, topicArn: null };

describe(control.id, () => {
  it.each<[string, Partial<Trail>, string]>([
    ['with a topic', {}, 'pass'],
    ['with a topic of the program', { topicArn: 'urn:pulumi:d::p::aws:sns/topic:Topic::t' }, 'pass'],
    ['without a topic', { topicArn: null }, 'fail'],
    ['of data events without a topic', { topicArn: null, selectors: dataAlone }, 'not_applicable'],
    ['of an account alone', own, 'fail'],
    ['whose topic is not known', { topicArn: denied }, 'unknown'],
    ['whose selectors are not known', { topicArn: null, selectors: denied }, 'unknown'],
  ])('a trail %s', (_what, trail, status) => {
    expect(judged(trail)).toBe(status);
  });

  it('is not asked of a trail beside the organization’s', () => {
    expect(judged(own, {}, [aTrail()])).toBe('not_applicable');
  });

  it('is not asked where something else covers the need', () => {
    expect(judged({ topicArn: null }, { requireSns: false })).toBe('not_applicable');
  });
});
