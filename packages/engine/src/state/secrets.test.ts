import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PropertyMap, type PropertyValue, Signature, SIGNATURE_KEY } from './checkpoint.ts';
import {
  IncorrectPassphraseError,
  managerOf,
  newPassphraseManager,
  openPassphraseManager,
  openSecrets,
  passphraseFrom,
  plaintextManager,
  sealSecrets,
  showSecrets,
} from './secrets.ts';

/** From the tests of the CLI's own passphrase manager; the passphrase is `password`. */
const saltOfCli = 'v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==';

const manager = await newPassphraseManager('test');

/** Property values, some of them secrets within secrets. */
const values = fc.letrec<{ value: PropertyValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    tie('value').map((value) => ({ [SIGNATURE_KEY]: Signature.Secret, value })),
  ),
})).value;

describe('passphrase secrets', () => {
  it('opens a salt that the CLI wrote', async () => {
    const opened = await openPassphraseManager('password', saltOfCli);
    expect(opened.provider).toEqual({ type: 'passphrase', state: { salt: saltOfCli } });
  });

  it('refuses a wrong passphrase by its cause', async () => {
    await expect(openPassphraseManager('wrong', saltOfCli)).rejects.toThrow(IncorrectPassphraseError);
  });

  it.each([
    ['', 'malformed'],
    ['fozI5u6B030=:v1:F+6ZduL:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==', 'malformed'],
    [saltOfCli.replace('v1', 'v2'), "version 'v2'"],
  ])('refuses the malformed salt %j', async (salt, message) => {
    await expect(openPassphraseManager('password', salt)).rejects.toThrow(message);
  });

  it('decrypts what it encrypted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(manager.decrypt(manager.encrypt(text))).toBe(Buffer.from(text).toString());
      }),
      { seed: 7 },
    );
  });

  it('refuses ciphertext in which any one bit was changed', () => {
    const [version, nonce, sealed = ''] = manager.encrypt('top secret').split(':');
    const bytes = Buffer.from(sealed, 'base64');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => manager.decrypt(`${version}:${nonce}:${changed.toString('base64')}`)).toThrow();
      }),
      { seed: 7 },
    );
  });

  it('never gives the same ciphertext twice', () => {
    expect(manager.encrypt('same')).not.toBe(manager.encrypt('same'));
  });

  it('takes an empty passphrase, but not an absent one', async () => {
    await expect(passphraseFrom({ PULUMI_CONFIG_PASSPHRASE: '' })).resolves.toBe('');
    await expect(passphraseFrom({})).rejects.toThrow('PULUMI_CONFIG_PASSPHRASE');
  });

  it('names a secrets provider that it lacks', async () => {
    await expect(managerOf({ type: 'cloud' }, {})).rejects.toThrow("'cloud' is not supported");
  });
});

describe('secrets in properties', () => {
  it.each([
    ['passphrase', manager],
    ['plaintext', plaintextManager],
  ])('come back as they were, through %s', (_name, crypter) => {
    fc.assert(
      fc.property(values, (value) => {
        const stored = JSON.parse(JSON.stringify(sealSecrets(value, crypter))) as PropertyValue;
        expect(openSecrets(stored, crypter)).toEqual(value);
      }),
      { seed: 7 },
    );
  });

  it('come back from an export that shows them', () => {
    fc.assert(
      fc.property(values, (value) => {
        const shown = JSON.parse(JSON.stringify(showSecrets(value))) as PropertyValue;
        expect(openSecrets(shown, manager)).toEqual(value);
      }),
      { seed: 7 },
    );
  });

  it('leave no plaintext behind', () => {
    const value = { list: [{ [SIGNATURE_KEY]: Signature.Secret, value: { deep: 'hidden words' } }] };
    expect(JSON.stringify(sealSecrets(value, manager))).not.toContain('hidden words');
  });

  it('keep their ciphertext while they do not change', () => {
    const stored = sealSecrets(
      { a: { [SIGNATURE_KEY]: Signature.Secret, value: 'x' } } as PropertyMap,
      manager,
    );
    expect(sealSecrets(openSecrets(stored, manager), manager)).toEqual(stored);
  });
});
