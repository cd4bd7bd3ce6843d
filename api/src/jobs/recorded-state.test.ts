import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Masked, withoutSecrets } from './recorded-state.ts';

const canary = 'canary-3f9a';
const signature = '4dabf18193072939515e22adb298388d';
const secret = (value: object) => ({ [signature]: '1b47061264138c4ac30d75fd1eb44270', ...value });

it('masks a secret wherever it stands in a state, in the clear or encrypted', () => {
  const state = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.string(),
      fc.integer(),
      fc.constant(secret({ plaintext: JSON.stringify(canary) })),
      fc.constant(secret({ ciphertext: `v1:${canary}` })),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  fc.assert(
    fc.property(state, (value) => {
      expect(JSON.stringify(withoutSecrets({ value }))).not.toContain(canary);
    }),
    { seed: 8, numRuns: 300 },
  );
});

it('keeps all else as it is, but what decrypts secrets', () => {
  const resource = {
    urn: 'urn:pulumi:a',
    inputs: { tags: ['a', null, 1], key: secret({ plaintext: '"x"' }) },
  };
  expect(
    withoutSecrets({
      secrets_providers: { type: 'passphrase', state: { salt: 'v1:abc' } },
      resources: [resource],
    }),
  ).toEqual({
    resources: [{ ...resource, inputs: { tags: ['a', null, 1], key: Masked } }],
  });
});
