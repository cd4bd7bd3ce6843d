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
import control from './trusted-lists.ts';

const approved = { approvedLists: ['offices'], approvedBuckets: ['example-lists'] };

function judged(lists: readonly Partial<DetectionList>[], parameters: object = approved) {
  const trusted = { purpose: 'trusted', name: 'offices' } as const;
  const items = lists.map((list) => aDetectionList({ ...trusted, ...list }));
  const detector = anAdministratorDetector({ lists: complete(items) });
  return verdictsOf(control, anEstate({ administratorDetectors: complete([detector]) }), {
    ...parameters,
  })[0];
}
const holding = (...ranges: readonly string[]) => [{ ranges }];

describe(control.id, () => {
  it.each<[string, readonly Partial<DetectionList>[], string]>([
    ['approved', [{}], 'pass'],
    ['no list', [], 'not_applicable'],
    ['a list of threats', [{ purpose: 'threat', name: 'x' }], 'not_applicable'],
    ['not active', [{ status: 'INACTIVE', name: 'x' }], 'not_applicable'],
    ['of another name', [{ name: 'others' }], 'fail'],
    ['of entities, of another name', [{ kind: 'entities', name: 'others' }], 'fail'],
    ['in a foreign bucket', [{ bucketName: 'foreign' }], 'fail'],
    ['in a bucket without versions', [{ bucketVersioning: null }], 'fail'],
    ['in a bucket that stopped keeping versions', [{ bucketVersioning: 'Suspended' }], 'fail'],
    ['of a /24', holding('203.0.113.0/24'), 'pass'],
    ['of a /23', holding('203.0.112.0/23'), 'fail'],
    ['of everything', holding('0.0.0.0/0'), 'fail'],
    ['of a private /8', holding('10.0.0.0/8'), 'pass'],
    ['of more than private space', holding('10.0.0.0/4'), 'fail'],
    ['of a /48 of IPv6', holding('2001:db8::/48'), 'pass'],
    ['of a /32 of IPv6', holding('2001:db8::/32'), 'fail'],
    ['of something else', holding('not a range/x'), 'pass'],
    ['of unknown content', [{ ranges: denied }], 'unknown'],
    ['of unknown versioning', [{ bucketVersioning: denied }], 'unknown'],
    ['of unknown state', [{ status: denied }], 'unknown'],
  ])('%s -> %s', (_case, lists, status) => {
    expect(judged(lists)?.status).toBe(status);
  });

  it('neither approves nor refuses without a configuration, and still refuses what is too wide', () => {
    expect(judged([{}], {})?.status).toBe('unknown');
    expect(judged(holding('0.0.0.0/0'), {})?.status).toBe('fail');
  });

  it('does not know while lists could not be listed', () => {
    const detector = anAdministratorDetector({ lists: { items: [], complete: denied } });
    const estate = anEstate({ administratorDetectors: complete([detector]) });
    expect(verdictsOf(control, estate)[0]?.status).toBe('unknown');
  });
});
