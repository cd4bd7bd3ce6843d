import { describe, expect, it } from 'vitest';
import { evaluate } from './expression.ts';
import { longestEventPattern, readEventPattern } from './event-pattern.ts';
import { holds, type Sample } from './sample-values.ts';

const event: Readonly<Record<string, Sample>> = {
  source: 'aws.guardduty',
  'detail-type': 'AWS API Call via CloudTrail',
  'detail.eventName': 'DeleteDetector',
  'detail.severity': 7.5,
  'detail.readOnly': false,
  'detail.none': null,
};

function isMet(pattern: unknown): boolean | undefined {
  const text = typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
  return evaluate(readEventPattern(text), (atom) => holds(atom, event[atom.field]));
}

describe('an event pattern', () => {
  it.each<[unknown, boolean]>([
    [{ source: ['aws.guardduty'] }, true],
    [{ source: ['aws.s3'] }, false],
    [{ source: ['aws.s3', 'aws.guardduty'] }, true],
    [{ source: ['aws.*'] }, false],
    [{ source: [{ prefix: 'aws.' }] }, true],
    [{ source: [{ suffix: 'duty' }] }, true],
    [{ source: [{ wildcard: 'aws.*duty' }] }, true],
    [{ source: [{ 'anything-but': 'aws.s3' }] }, true],
    [{ source: [{ 'anything-but': ['aws.s3', 'aws.guardduty'] }] }, false],
    [{ source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
    [{ missing: [{ 'anything-but': 'x' }] }, false],
    [{ missing: [{ exists: false }] }, true],
    [{ source: [{ exists: true }] }, true],
    [{ detail: { eventName: ['DeleteDetector'], readOnly: [false] } }, true],
    [{ detail: { none: [null] } }, true],
    [{ detail: { severity: [{ numeric: ['>=', 7, '<', 9] }] } }, true],
    [{ detail: { severity: [{ numeric: ['>', 7.5] }] } }, false],
    [{ detail: { severity: [7.5] } }, true],
    [{ detail: { $or: [{ eventName: ['StopLogging'] }, { severity: [7.5] }] } }, true],
    [{ detail: { $or: [{ eventName: ['StopLogging'] }, { severity: [8] }] } }, false],
  ])('%j: %s', (pattern, expected) => {
    expect(isMet(pattern)).toBe(expected);
  });

  it.each<[unknown]>([
    [{ source: [{ 'equals-ignore-case': 'AWS.GUARDDUTY' }] }],
    [{ 'detail.ip': [{ cidr: '10.0.0.0/8' }] }],
    [{ source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }],
    [{ source: 'aws.guardduty' }],
    [{ source: [['aws.guardduty']] }],
    ['no JSON'],
    ['[]'],
    [`{"source":["${'x'.repeat(longestEventPattern)}"]}`],
    ['{"a":'.repeat(100_000)],
  ])('%j is not decided', (pattern) => {
    expect(isMet(pattern)).toBeUndefined();
  });
});
