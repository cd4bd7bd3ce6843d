import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameDocument } from '../src/core/documents.ts';
import { isLoopback } from '../src/core/endpoint.ts';
import { markSecrets, unwrap, type Value } from '../src/core/values.ts';

const actions = fc.uniqueArray(
  fc.constantFrom('s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'sns:Publish'),
  { minLength: 1 },
);
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: actions,
  Resource: fc.uniqueArray(fc.constantFrom('*', 'arn:aws:s3:::a', 'arn:aws:s3:::b'), { minLength: 1 }),
});
const policy = (statements: unknown) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const settings = { seed: 20261121, numRuns: 200 };

describe('policy documents', () => {
  it('are the same whatever the order of actions and resources', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (statements) => {
        const turned = statements.map(({ Effect, Action, Resource }) => ({
          Resource: Resource.length === 1 ? Resource[0] : [...Resource].reverse(),
          Action: Action.length === 1 ? Action[0] : [...Action].reverse(),
          Effect,
        }));
        expect(sameDocument('policy', policy(statements), policy(turned))).toBe(true);
      }),
      settings,
    );
  });

  it('differ when a statement allows another set of actions', () => {
    fc.assert(
      fc.property(statement, actions, (item, others) => {
        const isSameSet = [...item.Action].sort().join() === [...others].sort().join();
        const other = { ...item, Action: others };
        expect(sameDocument('policy', policy([item]), policy([other]))).toBe(isSameSet);
      }),
      settings,
    );
  });
});

describe('the loopback check', () => {
  it('accepts the whole of 127.0.0.0/8 and no other address', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, octet, (a, b, c, d) => {
        expect(isLoopback(`${a}.${b}.${c}.${d}`)).toBe(a === 127);
      }),
      settings,
    );
  });

  it('accepts no domain name but localhost', () => {
    fc.assert(
      fc.property(fc.domain(), (name) => {
        expect(isLoopback(new URL(`http://${name}`).hostname)).toBe(false);
      }),
      settings,
    );
  });
});

describe('secrets', () => {
  it('come out at the paths where they went in, around the same values', () => {
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (plain) => {
        const keys = Object.keys(plain);
        const hidden = Object.fromEntries(
          keys.map((key, index) => [key, index % 2 ? markAll(plain[key] as Value) : (plain[key] as Value)]),
        );
        expect(markSecrets(plain, hidden)).toEqual(hidden);
        expect(unwrap(hidden)).toEqual(plain);
      }),
      settings,
    );
  });
});

const markAll = (value: Value): Value => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  value,
});
