import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../model/policy-document.ts';
import { maximumPolicyLength, PolicyDocumentError, parsePolicyDocument } from './parse-policy-document.ts';

const seed = 815;
const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'toString', '*', 'aws:SourceArn'),
);
const texts = fc.oneof(anyText, fc.array(anyText, { maxLength: 3 }));
const scalar = fc.oneof(anyText, fc.boolean(), fc.integer());
const scalars = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const principal = fc.oneof(
  fc.constant('*' as const),
  fc.dictionary(anyText, texts, { maxKeys: 3, noNullPrototype: true }),
);
const statement = fc.record(
  {
    Sid: anyText,
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Principal: principal,
    NotPrincipal: principal,
    Action: texts,
    NotAction: texts,
    Resource: texts,
    NotResource: texts,
    Condition: fc.dictionary(
      anyText,
      fc.dictionary(anyText, scalars, { maxKeys: 2, noNullPrototype: true }),
      {
        maxKeys: 2,
        noNullPrototype: true,
      },
    ),
  },
  { requiredKeys: ['Effect'], noNullPrototype: true },
);
const document: fc.Arbitrary<PolicyDocument> = fc.record(
  { Version: fc.constant('2012-10-17'), Id: anyText, Statement: fc.array(statement, { maxLength: 3 }) },
  { requiredKeys: ['Statement'], noNullPrototype: true },
) as fc.Arbitrary<PolicyDocument>;

describe('parsePolicyDocument', () => {
  it('reads back what was written, as text and as an object', () => {
    fc.assert(
      fc.property(document, (policy) => {
        const text = JSON.stringify(policy);
        expect(JSON.stringify(parsePolicyDocument(text))).toBe(JSON.stringify(parsePolicyDocument(policy)));
        expect(parsePolicyDocument(parsePolicyDocument(text))).toEqual(parsePolicyDocument(policy));
        expect(parsePolicyDocument(text)).toEqual(JSON.parse(text));
      }),
      { seed, numRuns: 300 },
    );
  });

  it('refuses anything else with an error of its own', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (input) => {
        try {
          expect(Array.isArray(parsePolicyDocument(input).Statement)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyDocumentError);
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  it('takes one statement for a list of one', () => {
    expect(parsePolicyDocument('{"Statement":{"Effect":"Deny"}}').Statement).toEqual([{ Effect: 'Deny' }]);
  });

  it('keeps the names of prototypes as keys', () => {
    const text = '{"Statement":[{"Effect":"Allow","Condition":{"__proto__":{"constructor":"x"}}}]}';
    const [parsed] = parsePolicyDocument(text).Statement;
    expect(Object.getOwnPropertyNames(parsed?.Condition)).toEqual(['__proto__']);
    expect(JSON.stringify(parsePolicyDocument(text))).toBe(text);
  });

  it.each<[string, unknown, string]>([
    ['text that is no JSON', '{"Statement":', 'not JSON'],
    ['a list', '[]', 'the policy must be an object, not a list'],
    ['nothing', null, 'the policy must be an object, not null'],
    ['a policy without statements', { Version: '2012-10-17' }, 'no Statement'],
    [
      'a misspelt effect',
      { Statement: [{ Effect: 'allow' }] },
      'Statement[0].Effect must be Allow or Deny, not "allow"',
    ],
    [
      'an element that AWS does not know',
      { Statement: [{ Effect: 'Deny', Actions: [] }] },
      'Statement[0] has an element "Actions"',
    ],
    [
      'a number for an action',
      { Statement: [{ Effect: 'Deny', Action: [1] }] },
      'Statement[0].Action must be text, not 1',
    ],
    [
      'a condition without keys',
      { Statement: [{ Effect: 'Deny', Condition: { Bool: true } }] },
      'Statement[0].Condition.Bool must be an object',
    ],
    ['too long a text', ' '.repeat(maximumPolicyLength + 1), 'are read at most'],
    ['too many values', { Statement: [{ Effect: 'Deny', Action: [] }], Id: 'x' }, ''],
  ])('names what is wrong with %s', (_case, input, message) => {
    if (message === '') {
      const many = Array.from({ length: 100_001 }, () => ({ Effect: 'Deny' }));
      expect(() => parsePolicyDocument({ Statement: many })).toThrow('over 100000 values');
      return;
    }
    expect(() => parsePolicyDocument(input)).toThrow(message);
  });

  it('refuses what is nested without end, as text and as an object', () => {
    const text = `{"Statement":[{"Effect":"Deny","Action":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}`;
    expect(() => parsePolicyDocument(text)).toThrow('Statement[0].Action must be text, not a list');
    expect(() => parsePolicyDocument(JSON.parse(text))).toThrow('over 32 levels deep');
  });

  it('leaves what it was given as it was', () => {
    const given = { Statement: { Effect: 'Deny', Action: ['s3:*'] } };
    const parsed = parsePolicyDocument(given);
    given.Statement.Action.push('iam:*');
    expect(parsed.Statement).toEqual([{ Effect: 'Deny', Action: ['s3:*'] }]);
  });

  it('notices an object that holds itself', () => {
    const condition: Record<string, unknown> = {};
    condition.Bool = condition;
    expect(() => parsePolicyDocument({ Statement: [{ Effect: 'Deny', Condition: condition }] })).toThrow(
      'refers to itself',
    );
  });
});
