import { describe, expect, it } from 'vitest';
import { matchesPattern, parsePattern } from './pattern.ts';

const event = {
  source: 'aws.cloudtrail',
  account: '111122223333',
  resources: ['arn:aws:cloudtrail:us-east-1:111122223333:trail/org'],
  detail: {
    eventName: 'StopLogging',
    sourceIPAddress: '10.1.2.3',
    severity: 7.5,
    responseElements: null,
    userIdentity: { type: 'AssumedRole' },
    findings: [{ severity: 1 }, { severity: 9 }],
  },
};
const matches = (pattern: object) => matchesPattern(parsePattern(JSON.stringify(pattern)), event);
const detail = (pattern: object) => matches({ detail: pattern });

describe('an event pattern', () => {
  it.each([
    ['a value of a list', { source: ['aws.iam', 'aws.cloudtrail'] }, true],
    ['no value of a list', { source: ['aws.iam'] }, false],
    ['a field that is missing', { detail: { errorCode: ['AccessDenied'] } }, false],
    ['all fields', { source: ['aws.cloudtrail'], account: ['444455556666'] }, false],
    ['one of the values of the event', { resources: [{ suffix: 'trail/org' }] }, true],
    ['null', { detail: { responseElements: [null] } }, true],
    ['a prefix', { detail: { eventName: [{ prefix: 'Stop' }] } }, true],
    ['a prefix in any case', { detail: { eventName: [{ prefix: { 'equals-ignore-case': 'STOP' } }] } }, true],
    ['a name in any case', { detail: { eventName: [{ 'equals-ignore-case': 'stoplogging' }] } }, true],
    ['a wildcard', { detail: { eventName: [{ wildcard: 'S*ing' }] } }, true],
    ['a wildcard that ends elsewhere', { detail: { eventName: [{ wildcard: 'Stop*ed' }] } }, false],
    ['anything but another', { detail: { eventName: [{ 'anything-but': ['StartLogging'] }] } }, true],
    ['anything but this', { detail: { eventName: [{ 'anything-but': 'StopLogging' }] } }, false],
    ['anything but a prefix', { detail: { eventName: [{ 'anything-but': { prefix: 'Stop' } }] } }, false],
    ['a range', { detail: { severity: [{ numeric: ['>=', 7, '<', 9] }] } }, true],
    ['another range', { detail: { severity: [{ numeric: ['>', 7.5] }] } }, false],
    ['an address in a block', { detail: { sourceIPAddress: [{ cidr: '10.0.0.0/8' }] } }, true],
    ['an address outside of a block', { detail: { sourceIPAddress: [{ cidr: '192.168.0.0/16' }] } }, false],
    ['a field that is there', { detail: { eventName: [{ exists: true }] } }, true],
    ['a field that is not there', { detail: { errorCode: [{ exists: false }] } }, true],
    ['an object, which is no leaf', { detail: { userIdentity: [{ exists: true }] } }, false],
    ['one of a list of objects', { detail: { findings: { severity: [{ numeric: ['>', 8] }] } } }, true],
    [
      'one of two patterns',
      { detail: { $or: [{ errorCode: [{ exists: true }] }, { severity: [7.5] }] } },
      true,
    ],
    [
      'neither of two patterns',
      { detail: { $or: [{ errorCode: [{ exists: true }] }, { severity: [1] }] } },
      false,
    ],
  ])('with %s: %j', (_case, pattern, expected) => {
    expect(matches(pattern)).toBe(expected);
  });

  it('asks for all of its fields', () => {
    expect(detail({ eventName: ['StopLogging'], severity: [7.5] })).toBe(true);
    expect(detail({ eventName: ['StopLogging'], severity: [1] })).toBe(false);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['nothing', '{}'],
    ['a value that is no list', '{"source":"aws.iam"}'],
    ['an empty list', '{"source":[]}'],
    ['an operator that is not known', '{"source":[{"regex":".*"}]}'],
    ['two operators at once', '{"source":[{"prefix":"a","suffix":"b"}]}'],
    ['half a range', '{"detail":{"n":[{"numeric":[">"]}]}}'],
  ])('with %s is refused', (_case, text) => {
    expect(() => parsePattern(text)).toThrow(
      expect.objectContaining({ code: 'InvalidEventPatternException' }),
    );
  });
});
