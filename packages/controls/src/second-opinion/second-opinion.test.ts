import { describe, expect, it } from 'vitest';
import { controls } from '../controls/index.ts';
import type { Status } from '../model/verdict.ts';
import { type Finding, reportedControl } from '../report/index.ts';
import {
  compareOpinions,
  mappedSecurityControls,
  secondOpinionText,
  type SecurityHubFinding,
} from './index.ts';

const at = '2026-06-15T12:00:00.000Z';
const member = '444444444444';

/** What LB-09 says of a thing. */
const ours = (status: Status, subject: Partial<Finding['subject']> = { accountId: member }): Finding => ({
  controlId: 'LB-09',
  status,
  severity: 'high',
  subject: { kind: 'logBucket', id: 'logs', ...subject },
  reason: status === 'pass' ? '' : 'versioning is suspended',
  evidence: [],
});
/** What S3.14 says of a bucket. */
const theirs = (
  status: SecurityHubFinding['status'],
  different: Partial<SecurityHubFinding> = {},
): SecurityHubFinding => ({
  securityControlId: 'S3.14',
  status,
  accountId: member,
  region: 'eu-west-1',
  resource: 'arn:aws:s3:::payments',
  updatedAt: '2026-06-15T06:00:00.000Z',
  isSuppressed: false,
  ...different,
});
const held = (findings: readonly Finding[], heard: readonly SecurityHubFinding[], complete = true) =>
  compareOpinions(
    { at, controls: controls.filter(({ id }) => id === 'LB-09').map(reportedControl), findings },
    { findings: heard, complete },
  );

describe('a report beside Security Hub', () => {
  it.each<[string, Finding[], SecurityHubFinding[], number, number]>([
    ['both pass', [ours('pass')], [theirs('PASSED')], 1, 1],
    ['both fail', [ours('fail')], [theirs('FAILED'), theirs('PASSED')], 1, 1],
    ['one fails', [ours('pass')], [theirs('PASSED'), theirs('FAILED')], 1, 0],
    ['the other fails', [ours('fail')], [theirs('PASSED')], 1, 0],
    ['one of ours fails', [ours('pass'), ours('fail')], [theirs('FAILED')], 1, 1],
    ['ours is not known', [ours('unknown')], [theirs('PASSED')], 0, 0],
    ['ours is accepted', [ours('waived')], [theirs('FAILED')], 0, 0],
    ['ours does not apply', [], [theirs('FAILED')], 0, 0],
    ['theirs is not known', [ours('pass')], [theirs('PASSED'), theirs('NOT_AVAILABLE')], 0, 0],
    ['theirs is suppressed', [ours('pass')], [theirs('FAILED', { isSuppressed: true })], 0, 0],
    ['theirs is of something else', [ours('pass')], [theirs('FAILED', { securityControlId: 'S3.5' })], 0, 0],
  ])('compares where %s', (_case, findings, heard, compared, agreeing) => {
    expect(held(findings, heard)).toMatchObject({ compared, agreeing });
  });

  it('compares each account with its own', () => {
    const other = { accountId: '555555555555' };
    const opinion = held([ours('pass'), ours('fail', other)], [theirs('PASSED'), theirs('PASSED', other)]);
    expect(opinion.disagreements.map(({ accountId }) => accountId)).toEqual(['555555555555']);
  });

  it('says what Security Hub says nothing of, and whether all was read', () => {
    expect(held([ours('pass')], [], false)).toMatchObject({
      compared: 0,
      unheard: ['S3.14'],
      complete: false,
    });
    expect(held([ours('pass')], [theirs('PASSED')]).unheard).toEqual([]);
  });

  it.each<[string, Finding[], SecurityHubFinding[], string]>([
    [
      'looked long ago',
      [ours('fail')],
      [theirs('PASSED', { updatedAt: '2026-06-13T06:00:00.000Z' })],
      'Security Hub looked last at 2026-06-13T06:00:00.000Z',
    ],
    [
      'asks it of more resources',
      [ours('pass')],
      [theirs('FAILED')],
      '1 failed there, such as arn:aws:s3:::payments in eu-west-1',
    ],
    [
      'looks at the account alone',
      [ours('pass', { accountId: '111111111111' })],
      [theirs('FAILED')],
      `serve account ${member}`,
    ],
    ['asks for less', [ours('fail')], [theirs('PASSED')], 'versioning is suspended'],
  ])('says why most likely: Security Hub %s', (_case, findings, heard, cause) => {
    const [disagreement] = held(findings, heard).disagreements;
    expect(disagreement?.cause).toContain(cause);
  });

  it('is told in words', () => {
    expect(secondOpinionText(held([ours('pass')], [theirs('FAILED')], false))).toMatch(
      /^LB-09 says pass, S3.14 fail, in 444444444444\n {2}likely: .+\n\nwarning: .+\n0 of 1 verdicts agree with Security Hub, 1 do not\n$/,
    );
  });

  it('asks for each control of Security Hub once', () => {
    const mapped = mappedSecurityControls();
    expect(mapped).toContain('CloudTrail.1');
    expect(new Set(mapped).size).toBe(mapped.length);
  });
});
