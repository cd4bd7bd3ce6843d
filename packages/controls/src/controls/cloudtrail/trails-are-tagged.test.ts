import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './trails-are-tagged.ts';

function judged(tags: Trail['tags'], requiredTags: readonly string[]) {
  return verdictOf(control, anEstate({ trails: complete([aTrail({ tags })]) }), { requiredTags });
}

describe(control.id, () => {
  it.each<[string, Record<string, string>, string]>([
    ['all of them', { owner: 'security', purpose: 'audit', other: '' }, 'pass'],
    ['all, one without a value', { owner: '', purpose: 'audit' }, 'pass'],
    ['one of them', { owner: 'security' }, 'fail'],
    ['other capitals', { Owner: 'security', purpose: 'audit' }, 'fail'],
    ['none', {}, 'fail'],
    ['a name of every object', { owner: 'security', toString: '' }, 'fail'],
  ])('%s -> %s', (_case, tags, status) => {
    expect(judged(tags, ['owner', 'purpose']).status).toBe(status);
  });

  it('names the tags that are missing', () => {
    expect(judged({ purpose: 'audit' }, ['owner', 'purpose', 'cost'])).toMatchObject({
      reason: 'the trail lacks the tags owner, cost',
    });
  });

  it('does not count tags of AWS', () => {
    expect(judged({ 'aws:cloudformation:stack-name': 'x' }, ['aws:cloudformation:stack-name']).status).toBe(
      'fail',
    );
  });

  it('is about nothing while no tags are required', () => {
    expect(judged({}, []).status).toBe('not_applicable');
  });

  it('does not know while the tags could not be read', () => {
    expect(judged(unknownBecause('access-denied', 'AccessDenied'), ['owner']).status).toBe('unknown');
  });
});
