import { describe, expect, it } from 'vitest';
import { compileFilterPattern } from './filter-pattern.ts';

const event = JSON.stringify({
  eventName: 'StopLogging',
  eventSource: 'cloudtrail.amazonaws.com',
  eventType: 'AwsApiCall',
  readOnly: false,
  errorCode: 'Client.UnauthorizedOperation',
  userIdentity: { type: 'Root' },
  responseElements: null,
  bytes: 12.5,
  resources: [{ ARN: 'a' }, { ARN: 'b' }],
});

describe('a filter pattern', () => {
  it.each([
    ['', true],
    ['StopLogging', true],
    ['stoplogging', false],
    ['Stop Root', true],
    ['Stop -Root', false],
    ['?Nothing ?Root', true],
    ['?Nothing ?Neither', false],
    ['"userIdentity\\":{"', true],
    ['%Stop(Log|Writ)ging%', true],
    ['{ $.eventName = "StopLogging" }', true],
    ['{ $.eventName = StopLogging }', true],
    ['{ $.eventName = "Stop*" }', true],
    ['{ $.eventName = %^Stop% }', true],
    ['{ $.eventName != "StopLogging" }', false],
    ['{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = StopLogging) }', true],
    ['{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) }', false],
    ['{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }', true],
    [
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      true,
    ],
    ['{ $.a = 1 && $.b = 1 || $.eventName = "StopLogging" }', true],
    ['{ $.a = 1 && ($.b = 1 || $.eventName = "StopLogging") }', false],
    ['{ $.readOnly IS FALSE }', true],
    ['{ $.responseElements IS NULL }', true],
    ['{ $.bytes > 12 && $.bytes <= 12.5 }', true],
    ['{ $.missing != "x" }', false],
    ['{ $.resources[1].ARN = "b" }', true],
    ['{ $.resources[*].ARN = "b" }', true],
  ])('%s: %s', (pattern, expected) => {
    expect(compileFilterPattern(pattern)(event)).toBe(expected);
  });

  it('of JSON passes nothing that is no JSON', () => {
    expect(compileFilterPattern('{ $.eventName = "*" }')('no JSON')).toBe(false);
  });

  it.each([
    '{ $.eventName = }',
    '{ eventName = "x" }',
    '{ $.a = 1 && }',
    '{ ($.a = 1 }',
    '{ $.a = 1 } more',
    '{ $.a ~ 1 }',
    '{ $.a > "x" }',
    '{ $.a IS MAYBE }',
  ])('%s is refused', (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    );
  });

  it('of fields between spaces is refused by name', () => {
    expect(() => compileFilterPattern('[ip, user]')).toThrow(
      expect.objectContaining({ code: 'NotImplemented' }),
    );
  });
});
