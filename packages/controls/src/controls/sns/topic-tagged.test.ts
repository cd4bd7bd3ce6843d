import { describe, expect, it } from 'vitest';
import { anEstate, aTopic, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Topic } from '../../model/estate.ts';
import control from './topic-tagged.ts';

const judged = (topic: Partial<Topic>, requiredTags: readonly string[] = ['owner', 'ticket']) =>
  verdictOf(control, anEstate({ topics: complete([aTopic(topic)]) }), { requiredTags });

describe(control.id, () => {
  it.each<[string, Topic['tags'], string]>([
    ['all tags', { owner: 'a', ticket: 'b', more: 'c' }, 'pass'],
    ['one of them', { owner: 'a' }, 'fail'],
    ['none', null, 'fail'],
    ['prototype names alone', {}, 'fail'],
    ['tags that could not be read', denied, 'unknown'],
  ])('a topic with %s', (_what, tags, status) => {
    expect(judged({ tags }, ['owner', 'ticket', 'constructor'].slice(0, 2)).status).toBe(status);
  });

  it('does not take inherited names for tags', () => {
    expect(judged({ tags: {} }, ['constructor']).status).toBe('fail');
  });

  it('is not asked where no tags are configured', () => {
    expect(judged({ tags: {} }, []).status).toBe('not_applicable');
  });

  it('shows which failed deliveries are logged, and fails for none', () => {
    const tags = { owner: 'a', ticket: 'b' };
    expect(judged({ tags, loggedProtocols: ['sqs'] })).toMatchObject({
      status: 'pass',
      evidence: [{ field: 'tags' }, { field: 'loggedProtocols', value: ['sqs'] }],
    });
    expect(judged({ tags, loggedProtocols: denied }).status).toBe('pass');
  });
});
