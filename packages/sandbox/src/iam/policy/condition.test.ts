import { describe, expect, it } from 'vitest';
import { compileCondition, readOperator } from './condition.ts';

/** Does the line hold for these values of the key? */
function holds(
  operator: string,
  written: string | string[],
  requested: string | string[] | undefined,
  effect: 'Allow' | 'Deny' = 'Allow',
): boolean {
  const condition = compileCondition(operator, 'aws:Key', [written].flat(), true, effect);
  return condition((key) => (key === 'aws:key' && requested !== undefined ? [requested].flat() : undefined));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
describe('operators', () => {
  it.each([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', 'A', false],
    ['StringEquals', 'a*', 'ab', false],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['StringEqualsIgnoreCase', 'a', 'A', true],
    ['StringNotEqualsIgnoreCase', 'a', 'A', false],
    ['StringLike', 'a*c?', 'abbcd', true],
    ['StringLike', 'a*c?', 'abbc', false],
    ['StringNotLike', 'a*', 'ab', false],
    ['stringlike', 'a*', 'ab', true],
    ['NumericEquals', '10', '10.0', true],
    ['NumericNotEquals', '10', '11', true],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '10', '10', false],
    ['NumericGreaterThanEquals', '10', '10', true],
    ['NumericLessThan', '10', 'nine', false],
    ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', true],
    ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', true],
    ['DateLessThan', '2026-01-02', '2026-01-01T23:59:59Z', true],
    ['DateGreaterThan', '2026-01-01T00:00:00+02:00', '2025-12-31T22:30:00Z', true],
    ['DateGreaterThanEquals', '2026-01-01', '2026-01-01T00:00:00Z', true],
    ['DateLessThanEquals', '2026-01-01', '2026-01-01T00:00:01Z', false],
    ['DateLessThan', '2026-01-01', 'yesterday', false],
    ['Bool', 'true', 'True', true],
    ['Bool', 'true', 'false', false],
    ['BinaryEquals', 'QmluYXJ5VmFsdWU=', 'QmluYXJ5VmFsdWU=', true],
    ['BinaryEquals', 'QmluYXJ5VmFsdWU=', 'QmluYXJ5', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.9', true],
    ['IpAddress', '203.0.113.9', '203.0.113.9', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.9', false],
    ['IpAddress', '2001:db8::/32', '2001:db8:1::1', true],
    ['IpAddress', '2001:db8::/32', '203.0.113.9', false],
    ['NotIpAddress', ['203.0.113.0/24', '198.51.100.0/24'], '198.51.100.1', false],
    ['NotIpAddress', '203.0.113.0/24', '192.0.2.1', true],
    ['ArnEquals', 'arn:aws:sns:*:123456789012:*', 'arn:aws:sns:eu-west-1:123456789012:t', true],
    ['ArnLike', 'arn:aws:sns:*:t', 'arn:aws:sns:eu-west-1:123456789012:t', false],
    ['ArnLike', 'arn:aws:sns:*', 'arn:aws:sns:eu-west-1:123456789012:t', false],
    ['ArnNotEquals', 'arn:aws:sns:*:123456789012:*', 'arn:aws:sns:eu-west-1:123456789012:t', false],
    ['ArnNotLike', 'arn:aws:sqs:*:*:*', 'arn:aws:sns:eu-west-1:123456789012:t', true],
    ['Null', 'true', 'x', false],
    ['Null', 'false', 'x', true],
  ])('%s %j of %j: %s', (operator, written, requested, expected) => {
    expect(holds(operator, written, requested)).toBe(expected);
  });

  it.each([
    ['StringEquals', 'a', false],
    ['StringNotEquals', 'a', true],
    ['StringEqualsIfExists', 'a', true],
    ['StringNotEqualsIfExists', 'a', true],
    ['NumericLessThan', '1', false],
    ['NotIpAddress', '10.0.0.0/8', true],
    ['ArnNotLike', 'arn:aws:sns:*:*:*', true],
    ['Bool', 'false', false],
    ['BoolIfExists', 'false', true],
    ['Null', 'true', true],
    ['Null', 'false', false],
    ['ForAllValues:StringEquals', 'a', true],
    ['ForAllValues:StringNotEquals', 'a', true],
    ['ForAnyValue:StringEquals', 'a', false],
    ['ForAnyValue:StringNotEquals', 'a', false],
    ['ForAnyValue:StringEqualsIfExists', 'a', true],
  ])('%s %j without the key: %s', (operator, written, expected) => {
    expect(holds(operator, written, undefined)).toBe(expected);
    expect(holds(operator, written, [])).toBe(expected);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  it.each([
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['a', 'c'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['a', 'd'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'd'], true],
    ['ForAnyValue:StringNotLike', ['a*', 'b*'], ['ax', 'bx'], false],
    // Without a qualifier AWS promises nothing for such a key; one value that fits is enough, as the oracle has it.
    ['StringEquals', 'a', ['a', 'b'], true],
    ['StringNotEquals', 'a', ['a', 'b'], false],
  ])('%s %j of %j: %s', (operator, written, requested, expected) => {
    expect(holds(operator, written, requested)).toBe(expected);
  });

  it.each([
    ['NumericLessThan', 'many'],
    ['DateLessThan', '2026-13-45'],
    ['Bool', 'maybe'],
    ['IpAddress', '10.0.0.0/33'],
    ['IpAddress', '::/129'],
    ['NotIpAddress', 'everywhere'],
    ['BinaryEquals', '%%%'],
    ['Null', 'perhaps'],
    ['StringAlmost', 'a'],
    ['ForSomeValues:StringEquals', 'a'],
  ])('%s %j cannot be understood: no allow, and a deny stays', (operator, written) => {
    expect(holds(operator, written, 'a', 'Allow')).toBe(false);
    expect(holds(operator, written, 'a', 'Deny')).toBe(true);
  });

  it('reads qualifier, operator and IfExists', () => {
    expect(readOperator('ForAnyValue:StringLikeIfExists')).toEqual({
      qualifier: 'ForAnyValue',
      base: 'stringlike',
      ifExists: true,
    });
    expect(readOperator('NullIfExists')).toBeUndefined();
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
describe('variables', () => {
  const keys: Record<string, readonly string[]> = {
    'aws:username': ['ann*'],
    'aws:tagkeys': ['a', 'b'],
    'aws:key': ['ann*'],
  };
  const compare = (
    operator: string,
    written: string,
    value: string,
    effect: 'Allow' | 'Deny' = 'Allow',
    variables = true,
  ) =>
    compileCondition(
      operator,
      'aws:key',
      [written],
      variables,
      effect,
    )((key) => (key === 'aws:key' ? [value] : keys[key]));
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: policy variables
  it.each([
    ['a value', 'StringEquals', '${aws:username}', 'ann*', true],
    ['the case of the name does not count', 'StringEquals', '${AWS:UserName}', 'ann*', true],
    ['a value inside of text', 'StringEquals', 'home/${aws:username}/x', 'home/ann*/x', true],
    ['a * in a value is no wildcard', 'StringLike', '${aws:username}', 'anna', false],
    ['a wildcard beside a variable', 'StringLike', '${aws:username}/*', 'ann*/x', true],
    ['a default', 'StringEquals', "${aws:PrincipalTag/team, 'none'}", 'none', true],
    ['a default that is not needed', 'StringEquals', "${aws:username, 'none'}", 'ann*', true],
    ['an escaped *', 'StringLike', 'a${*}', 'ab', false],
    ['an escaped * is one', 'StringLike', 'a${*}', 'a*', true],
    ['an escaped ?', 'StringLike', 'a${?}', 'a?', true],
    ['an escaped $', 'StringEquals', 'a${$}', 'a$', true],
    ['a key that is missing', 'StringEquals', '${aws:PrincipalTag/team}', '', false],
    ['a key with several values', 'StringEquals', '${aws:TagKeys}', 'a', false],
    ['an open brace', 'StringEquals', '${aws:username', '${aws:username', true],
    ['an ARN', 'ArnLike', 'arn:aws:iam::1:user/${aws:username}', 'arn:aws:iam::1:user/ann*', true],
  ])('%s', (_name, operator, written, value, expected) => {
    expect(compare(operator, written, value)).toBe(expected);
  });

  it('are plain text in the policy language of 2008', () => {
    expect(compare('StringEquals', '${aws:username}', '${aws:username}', 'Allow', false)).toBe(true);
  });

  it('without a value let no negation through an allow and none past a deny', () => {
    expect(compare('StringNotEquals', '${aws:PrincipalTag/team}', 'x', 'Allow')).toBe(false);
    expect(compare('StringNotEquals', '${aws:PrincipalTag/team}', 'x', 'Deny')).toBe(true);
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: policy variables
});
