import { describe, expect, it } from 'vitest';
import { aLogGroup, anEstate, aTrail, complete, denied, open } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, LogGroup } from '../../model/estate.ts';
import control from './log-group-retention.ts';

const elsewhere = 'arn:aws:logs:us-east-1:111111111111:log-group:other';
const judged = (group: Partial<LogGroup>, parameters = {}, estate: Partial<Estate> = {}) =>
  verdictOf(control, anEstate({ logGroups: complete([aLogGroup(group)]), ...estate }), parameters).status;

describe(control.id, () => {
  it.each([
    [365, 'pass'],
    [3653, 'pass'],
    [null, 'pass'],
    [180, 'fail'],
    [denied, 'unknown'],
  ] as const)('a retention of %j days: %s', (retentionDays, status) => {
    expect(judged({ retentionDays })).toBe(status);
  });

  it('asks for as many days as are configured', () => {
    expect(judged({ retentionDays: 365 }, { minRetentionDays: 400 })).toBe('fail');
    expect(judged({ retentionDays: 90 }, { minRetentionDays: 90 })).toBe('pass');
  });

  const other = { name: 'other', arn: elsewhere, observation: { arn: elsewhere }, retentionDays: 1 };

  it('is about log groups that a trail streams to, or that GuardDuty writes', () => {
    expect(judged(other)).toBe('not_applicable');
    expect(judged({ ...other, name: '/aws/guardduty/malware-scan-events' })).toBe('fail');
  });

  it('does not know whether it is about a log group while trails are not known', () => {
    expect(judged(other, {}, { trails: { items: [], complete: denied } })).toBe('unknown');
    expect(judged(other, {}, { trails: complete([aTrail({ logGroupArn: denied })]) })).toBe('unknown');
  });

  it('is not about a log group of a program in which no trail streams to it', () => {
    expect(judged(other, {}, { lens: 'preview', trails: { items: [], complete: open } })).toBe(
      'not_applicable',
    );
  });
});
