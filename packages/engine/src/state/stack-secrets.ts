import type { DeploymentV3 } from './checkpoint.ts';
import {
  managerOf,
  newPassphraseManager,
  openPassphraseManager,
  passphraseFrom,
  plaintextManager,
  type SecretsManager,
} from './secrets.ts';
import type { StackSettings } from './stack-settings.ts';

/** Secrets providers that `stack init --secrets-provider` takes. */
const supported = ['default', 'passphrase', 'plaintext'];

/**
 * Sets up how a new stack keeps secrets, and notes it in the stack's settings (not saved yet).
 * @param provider `passphrase` (also called `default`) or `plaintext`
 * @throws Error for any other provider, or when no passphrase is set
 */
export async function initSecrets(
  settings: StackSettings,
  provider: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SecretsManager> {
  requireSupported(provider);
  if (provider === 'plaintext') {
    settings.secretsProvider = provider;
    return plaintextManager;
  }
  // Settings that were written before the stack was made may bring a salt along.
  if (settings.encryptionSalt) {
    return openPassphraseManager(await passphraseFrom(env), settings.encryptionSalt);
  }
  const manager = await newPassphraseManager(await passphraseFrom(env));
  settings.encryptionSalt = manager.provider.state?.salt ?? '';
  return manager;
}

/**
 * The way an existing stack keeps secrets: what its settings say, or else its state. If neither says
 * anything, a passphrase is set up and the settings are saved.
 * @throws IncorrectPassphraseError
 */
export async function openSecretsManager(
  settings: StackSettings,
  deployment: DeploymentV3 | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SecretsManager> {
  const provider = settings.secretsProvider ?? 'passphrase';
  requireSupported(provider);
  if (provider === 'plaintext') return plaintextManager;
  if (!settings.encryptionSalt && deployment?.secrets_providers) {
    const manager = await managerOf(deployment.secrets_providers, env);
    const salt = manager.provider.state?.salt;
    if (salt) {
      settings.encryptionSalt = salt;
      await settings.save();
    }
    return manager;
  }
  const isNew = !settings.encryptionSalt;
  const manager = await initSecrets(settings, provider, env);
  if (isNew) await settings.save();
  return manager;
}

function requireSupported(provider: string): void {
  if (!supported.includes(provider)) {
    throw new Error(
      `the secrets provider '${provider}' is not supported by the embedded engine; use passphrase or plaintext`,
    );
  }
}
