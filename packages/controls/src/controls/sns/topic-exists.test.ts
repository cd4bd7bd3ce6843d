import { describe, expect, it } from 'vitest';
import { anEstate, aTopic, aTrail, complete, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './topic-exists.ts';

const denied = unknownBecause('access-denied', 'AuthorizationError');
const open = unknownBecause('open-world', 'the program does not show it');
const judged = (estate: Partial<Estate>) => verdictOf(control, anEstate(estate)).status;
const topic = (differing: Parameters<typeof aTopic>[0]) =>
  complete([aTopic({ arn: names.topicArn, ...differing })]);

describe(control.id, () => {
  it.each<[string, Partial<Estate>, string]>([
    ['that is there', {}, 'pass'],
    ['that is gone', { topics: topic({ exists: null }) }, 'fail'],
    ['that nobody lists', { topics: complete([]) }, 'fail'],
    ['whose account refuses to tell', { topics: topic({ exists: denied }) }, 'unknown'],
    ['outside the program', { lens: 'preview', topics: { items: [], complete: open } }, 'unknown'],
    ['that is not known', { trails: complete([aTrail({ topicArn: denied })]) }, 'unknown'],
    ['that is none', { trails: complete([aTrail({ topicArn: null })]) }, 'not_applicable'],
  ])('a topic %s', (_what, estate, status) => {
    expect(judged(estate)).toBe(status);
  });

  it('is found by its URN and by its name', () => {
    const urn = 'urn:pulumi:d::p::aws:sns/topic:Topic::t';
    const topics = complete([aTopic({ arn: open, name: 'notices', observation: { urn } })]);
    for (const topicArn of [urn, 'notices'])
      expect(judged({ topics, trails: complete([aTrail({ topicArn })]) })).toBe('pass');
  });

  it.each<[string, string, string]>([
    ['its name', 'notices', 'fail'],
    ['its ARN', names.topicArn, 'pass'],
  ])('of another Region is named by %s', (_what, topicArn, status) => {
    const topics = complete([aTopic({ arn: names.topicArn, name: 'notices', region: 'eu-west-1' })]);
    expect(judged({ topics, trails: complete([aTrail({ topicArn })]) })).toBe(status);
  });
});
