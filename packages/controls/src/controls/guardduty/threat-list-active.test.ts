import { describe, expect, it } from 'vitest';
import {
  aDetectionList,
  anAdministratorDetector,
  anEstate,
  complete,
  denied,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { DetectionList } from '../../model/estate.ts';
import control from './threat-list-active.ts';

function judged(lists: readonly Partial<DetectionList>[], parameters = {}) {
  const detector = anAdministratorDetector({ lists: complete(lists.map((one) => aDetectionList(one))) });
  return verdictsOf(control, anEstate({ administratorDetectors: complete([detector]) }), parameters)[0];
}

describe(control.id, () => {
  it.each<[string, readonly Partial<DetectionList>[], string]>([
    ['active and fresh', [{}], 'pass'],
    ['none', [], 'fail'],
    ['a trusted one only', [{ purpose: 'trusted' }], 'fail'],
    ['of entities', [{ kind: 'entities' }], 'pass'],
    ['in error', [{ status: 'ERROR' }], 'fail'],
    ['not active', [{ status: 'INACTIVE' }], 'fail'],
    ['being activated', [{ status: 'ACTIVATING' }], 'unknown'],
    ['stale', [{ fileChangedAt: '2026-05-01T00:00:00.000Z' }], 'fail'],
    ['without its file', [{ fileChangedAt: null }], 'fail'],
    ['with a file that could not be looked at', [{ fileChangedAt: denied }], 'unknown'],
    ['stale, beside a fresh one', [{ fileChangedAt: '2026-05-01T00:00:00.000Z' }, {}], 'pass'],
  ])('%s -> %s', (_case, lists, status) => {
    expect(judged(lists)?.status).toBe(status);
  });

  it('takes age and need from its parameters', () => {
    expect(judged([{}], { maxListAgeDays: 7 })?.status).toBe('fail');
    expect(judged([], { requireThreatIntel: false })?.status).toBe('not_applicable');
  });

  it('does not know while lists could not be listed', () => {
    const detector = anAdministratorDetector({ lists: { items: [], complete: denied } });
    const estate = anEstate({ administratorDetectors: complete([detector]) });
    expect(verdictsOf(control, estate)[0]?.status).toBe('unknown');
  });
});
