import { describe, expect, it } from 'vitest';
import { atomsOf, type Expression, evaluate } from './expression.ts';
import { longestFilterPattern, readFilterPattern } from './filter-pattern.ts';
import { holds, type Sample } from './sample-values.ts';

const event: Readonly<Record<string, Sample>> = {
  eventName: 'StopLogging',
  eventSource: 'cloudtrail.amazonaws.com',
  eventType: 'AwsApiCall',
  readOnly: false,
  errorCode: 'Client.UnauthorizedOperation',
  'userIdentity.type': 'Root',
  responseElements: null,
  bytes: 12.5,
  'resources[1].ARN': 'b',
};

function isMet(expression: Expression): boolean | undefined {
  return evaluate(expression, (atom) => holds(atom, event[atom.field]));
}

describe('a filter pattern', () => {
  it.each([
    ['', true],
    ['{ $.eventName = "StopLogging" }', true],
    ['{ $.eventName = StopLogging }', true],
    ['{$.eventName=StopLogging}', true],
    ["{ $.['eventName'] = StopLogging }", true],
    ['{ $.eventName = "stoplogging" }', false],
    ['{ $.eventName = "Stop*" }', true],
    ['{ $.eventName = *Log* }', true],
    ['{ $.eventName = "*Write*" }', false],
    ['{ $.eventName != "StopLogging" }', false],
    ['{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = StopLogging) }', true],
    ['{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) }', false],
    ['{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }', true],
    [
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
      true,
    ],
    ['{ $.a = 1 && $.b = 1 || $.eventName = "StopLogging" }', true],
    ['{ $.a = 1 && ($.b = 1 || $.eventName = "StopLogging") }', false],
    ['{ $.readOnly IS FALSE }', true],
    ['{ $.readOnly IS TRUE }', false],
    ['{ $.responseElements IS NULL }', true],
    ['{ $.responseElements EXISTS }', true],
    ['{ $.bytes > 12 && $.bytes <= 12.5 }', true],
    ['{ $.bytes = 12.5 }', true],
    ['{ $.bytes < 1.2e1 }', false],
    ['{ $.resources[1].ARN = "b" }', true],
  ])('%s: %s', (pattern, expected) => {
    expect(isMet(readFilterPattern(pattern))).toBe(expected);
  });

  it.each([
    ['[ip, user, ...]', 'columns'],
    ['ERROR -exit', 'terms'],
    ['{ $.eventName = %^Stop% }', 'regular expression'],
    ['{ $.resources[*].ARN = "b" }', 'each item of a list'],
    ['{ $.missing != "x" }', 'not documented'],
    ['{ $.eventName = }', 'no value'],
    ['{ eventName = "x" }', 'no selector'],
    ['{ $.a = 1 && }', 'no selector'],
    ['{ ($.a = 1 }', 'stands where ) is expected'],
    ['{ $.a = 1 } more', 'follows its end'],
    ['{ $.a ~ 1 }', 'no condition'],
    ['{ $.a > "x" }', 'no number'],
    ['{ $.a IS MAYBE }', 'no condition'],
    ['{ $ = 1 }', 'names no field'],
    ['{ $.a = "x }', 'cannot be read'],
    [`{ ${'('.repeat(longestFilterPattern)} }`, 'characters'],
  ])('%s is not decided, with the reason', (pattern, reason) => {
    const expression = readFilterPattern(pattern);
    expect(isMet(expression)).toBeUndefined();
    expect(JSON.stringify(expression)).toContain(reason);
  });

  it('names fields as they are, prototype names too', () => {
    expect(atomsOf(readFilterPattern('{ $.__proto__ = 1 && $.constructor NOT EXISTS }'))).toMatchObject([
      { field: '__proto__' },
      { field: '__proto__' },
      { field: 'constructor' },
    ]);
  });
});
