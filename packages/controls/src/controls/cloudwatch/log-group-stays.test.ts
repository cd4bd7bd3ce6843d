import { describe, expect, it } from 'vitest';
import { aLogGroup, anEstate, aTrail, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, LogGroup } from '../../model/estate.ts';
import control from './log-group-stays.ts';

const judged = (estate: Partial<Estate>) => verdictOf(control, anEstate(estate)).status;
const withGroup = (group: Partial<LogGroup>) => judged({ logGroups: complete([aLogGroup(group)]) });

describe(control.id, () => {
  it.each<[string, Partial<LogGroup>, string]>([
    ['that is protected', {}, 'pass'],
    ['of AWS’s default class', { logGroupClass: null }, 'pass'],
    ['of another class', { logGroupClass: 'INFREQUENT_ACCESS' }, 'fail'],
    ['that is not protected', { isProtected: false }, 'fail'],
    ['whose protection an older SDK does not tell', { isProtected: denied }, 'unknown'],
    ['whose class is not known', { logGroupClass: denied }, 'unknown'],
  ])('a log group %s', (_what, group, status) => {
    expect(withGroup(group)).toBe(status);
  });

  it('fails one that does not exist', () => {
    expect(judged({ logGroups: complete([]) })).toBe('fail');
  });

  it('does not know one that could not be looked at', () => {
    expect(judged({ logGroups: { items: [], complete: denied } })).toBe('unknown');
    expect(judged({ trails: complete([aTrail({ logGroupArn: denied })]) })).toBe('unknown');
  });

  it('is not about a trail without one', () => {
    expect(judged({ trails: complete([aTrail({ logGroupArn: null })]) })).toBe('not_applicable');
  });
});
