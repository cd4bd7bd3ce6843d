/**
 * Secrets in configuration and state, encrypted as the CLI does (`pkg/secrets/passphrase`,
 * `sdk/go/common/resource/config/crypt.go`).
 */
import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import {
  type PropertyMap,
  type PropertyValue,
  type ResourceV3,
  type SecretsProvidersV1,
  Signature,
  SIGNATURE_KEY,
} from './checkpoint.ts';

/** Iterations of PBKDF2; fixed by the format. About a third of a second. */
const ROUNDS = 1_000_000;
const derive = promisify(pbkdf2);
/** Deriving is most of a stack's set-up time, so a process derives each key once. */
const keys = new Map<string, Promise<Buffer>>();

/** Encrypts and decrypts single values. */
export interface Crypter {
  encrypt(plaintext: string): string;
  /** @throws Error when the text was changed or is another key's */
  decrypt(ciphertext: string): string;
}

/** A stack's way to keep secrets. */
export interface SecretsManager extends Crypter {
  /** For `secrets_providers` of a deployment. */
  readonly provider: SecretsProvidersV1;
}

/** The passphrase is not the one that the stack was made with. Nothing was changed. */
export class IncorrectPassphraseError extends Error {
  constructor() {
    super('incorrect passphrase: PULUMI_CONFIG_PASSPHRASE is not the one this stack was made with');
    this.name = 'IncorrectPassphraseError';
  }
}

/**
 * The passphrase of the environment: `PULUMI_CONFIG_PASSPHRASE`, which may be empty, or else the content of
 * the file `PULUMI_CONFIG_PASSPHRASE_FILE`.
 * @throws Error when neither is set
 */
export async function passphraseFrom(env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const passphrase = env['PULUMI_CONFIG_PASSPHRASE'];
  if (passphrase !== undefined) return passphrase;
  const file = env['PULUMI_CONFIG_PASSPHRASE_FILE'];
  if (file) {
    return (
      await readFile(file, 'utf8').catch((cause: Error) => {
        throw new Error(`unable to read PULUMI_CONFIG_PASSPHRASE_FILE: ${cause.message}`, { cause });
      })
    ).trim();
  }
  throw new Error(
    'passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables',
  );
}

/** A manager with a fresh salt, for a new stack. */
export async function newPassphraseManager(passphrase: string): Promise<SecretsManager> {
  const salt = randomBytes(8);
  const crypter = aesCrypter(await keyOf(passphrase, salt));
  return manager(crypter, `v1:${salt.toString('base64')}:${crypter.encrypt('pulumi')}`);
}

/**
 * The manager of an existing stack.
 * @param state `encryptionsalt` of `Pulumi.<stack>.yaml`, or the salt in `secrets_providers`
 * @throws IncorrectPassphraseError
 */
export async function openPassphraseManager(passphrase: string, state: string): Promise<SecretsManager> {
  const [version, salt, ...check] = state.split(':');
  if (salt === undefined || check.length !== 3) throw new Error('malformed encryption salt');
  if (version !== 'v1') throw new Error(`unknown version '${version}' of the encryption salt`);
  const crypter = aesCrypter(await keyOf(passphrase, Buffer.from(salt, 'base64')));
  let opened: string | undefined;
  try {
    opened = crypter.decrypt(check.join(':'));
  } catch {
    opened = undefined;
  }
  if (opened !== 'pulumi') throw new IncorrectPassphraseError();
  return manager(crypter, state);
}

/** Keeps "secrets" readable: base64, the CLI's provider `b64`. For throw-away stacks only. */
export const plaintextManager: SecretsManager = {
  provider: { type: 'b64' },
  encrypt: (plaintext) => Buffer.from(plaintext).toString('base64'),
  decrypt: (ciphertext) => Buffer.from(ciphertext, 'base64').toString('utf8'),
};

/**
 * The manager that a deployment's own `secrets_providers` asks for.
 * @throws IncorrectPassphraseError
 * @throws Error for a provider that the engine lacks
 */
export async function managerOf(
  provider: SecretsProvidersV1,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SecretsManager> {
  if (provider.type === 'b64') return plaintextManager;
  if (provider.type !== 'passphrase') {
    throw new Error(`the secrets provider '${provider.type}' is not supported by the embedded engine`);
  }
  return openPassphraseManager(await passphraseFrom(env), provider.state?.salt ?? '');
}

function manager(crypter: Crypter, salt: string): SecretsManager {
  return { ...crypter, provider: { type: 'passphrase', state: { salt } } };
}

function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  const name = `${salt.toString('base64')}:${passphrase}`;
  let key = keys.get(name);
  if (key) return key;
  key = derive(passphrase, salt, ROUNDS, 32, 'sha256');
  keys.set(name, key);
  return key;
}

/** AES-256-GCM as `v1:nonce:ciphertext`, the tag at the end of the ciphertext. */
function aesCrypter(key: Buffer): Crypter {
  return {
    encrypt(plaintext) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1:${nonce.toString('base64')}:${sealed.toString('base64')}`;
    },
    decrypt(ciphertext) {
      const [version, nonce, text, ...rest] = ciphertext.split(':');
      if (nonce === undefined || text === undefined || rest.length > 0) throw new Error('bad secret value');
      if (version !== 'v1') throw new Error(`unknown version '${version}' of a secret value`);
      const sealed = Buffer.from(text, 'base64');
      if (sealed.length < 16) throw new Error('bad secret value: too short');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), {
        authTagLength: 16,
      });
      decipher.setAuthTag(sealed.subarray(-16));
      return decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** Inside a secret nothing is encrypted again: its parts keep their marks and stay readable. */
const insideSecret: Crypter = { encrypt: (text) => text, decrypt: (text) => text };

/**
 * Ciphertext by the secret it came from or went to. A secret that did not change keeps its ciphertext, so
 * that saving a state twice gives the same file.
 */
type Sealed = WeakMap<object, string>;
const sealedBy = new WeakMap<Crypter, Sealed>();

/**
 * Turns secrets as the engine handles them, `{signature, value}`, into what a checkpoint holds,
 * `{signature, ciphertext}`.
 */
export function sealSecrets<T extends PropertyValue>(value: T, crypter: Crypter): T {
  return mapSecrets(value, (secret) => {
    const sealed = sealedOf(crypter);
    let ciphertext = sealed.get(secret);
    if (ciphertext === undefined) {
      ciphertext = crypter.encrypt(JSON.stringify(sealSecrets(secret['value'] ?? null, insideSecret)));
      sealed.set(secret, ciphertext);
    }
    return { [SIGNATURE_KEY]: Signature.Secret, ciphertext };
  }) as T;
}

/**
 * The reverse of {@link sealSecrets}. Takes `{signature, plaintext}` too, as `stack export --show-secrets`
 * prints it.
 * @throws Error when a secret cannot be decrypted
 */
export function openSecrets<T extends PropertyValue>(value: T, crypter: Crypter): T {
  return mapSecrets(value, (secret) => {
    const { ciphertext, plaintext } = secret;
    const opened: PropertyMap = { [SIGNATURE_KEY]: Signature.Secret, value: null };
    if (typeof ciphertext === 'string') {
      opened['value'] = openSecrets(JSON.parse(crypter.decrypt(ciphertext)) as PropertyValue, insideSecret);
      sealedOf(crypter).set(opened, ciphertext);
    } else if (typeof plaintext === 'string') {
      opened['value'] = openSecrets(JSON.parse(plaintext) as PropertyValue, insideSecret);
    } else {
      throw new Error('a secret in the state has neither ciphertext nor plaintext');
    }
    return opened;
  }) as T;
}

/** Secrets as `stack export --show-secrets` prints them: `{signature, plaintext}`. */
export function showSecrets<T extends PropertyValue>(opened: T): T {
  return mapSecrets(opened, (secret) => ({
    [SIGNATURE_KEY]: Signature.Secret,
    plaintext: JSON.stringify(showSecrets(secret['value'] ?? null)),
  })) as T;
}

/** Applies {@link sealSecrets}, {@link openSecrets} or {@link showSecrets} to a resource's properties. */
export function mapResourceSecrets(
  resource: ResourceV3,
  change: <T extends PropertyValue>(value: T) => T,
): ResourceV3 {
  return {
    ...resource,
    ...(resource.inputs && { inputs: change(resource.inputs) }),
    ...(resource.outputs && { outputs: change(resource.outputs) }),
    ...(resource.replacementTrigger !== undefined && {
      replacementTrigger: change(resource.replacementTrigger),
    }),
  };
}

function sealedOf(crypter: Crypter): Sealed {
  let sealed = sealedBy.get(crypter);
  if (sealed) return sealed;
  sealed = new WeakMap();
  sealedBy.set(crypter, sealed);
  return sealed;
}

/** Copies a value, replacing each outermost secret. */
function mapSecrets(value: PropertyValue, change: (secret: PropertyMap) => PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map((item) => mapSecrets(item, change));
  if (value === null || typeof value !== 'object') return value;
  if (value[SIGNATURE_KEY] === Signature.Secret) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapSecrets(item, change)]));
}
