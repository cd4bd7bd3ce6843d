import {
  type DeploymentV3,
  type PropertyMap,
  type PropertyValue,
  Signature,
  SIGNATURE_KEY,
} from '../../state/checkpoint.ts';
import { openSecrets } from '../../state/secrets.ts';
import type { Command } from '../command.ts';
import { sorted, toJson } from '../json.ts';
import { openStack } from '../stack-files.ts';

/** Prints the outputs of a stack, secrets as `[secret]` unless asked for. */
const output: Command = {
  flags: { json: { type: 'boolean', short: 'j' }, 'show-secrets': { type: 'boolean' } },
  positionals: ['the name of an output?'],
  async run(context, flags, [name]) {
    const files = await openStack(context, flags);
    const stored = stackOutputs(files.deployment);
    const outputs = flags['show-secrets']
      ? plainValues(hasSecrets(stored) ? openSecrets(stored, await files.secrets()) : stored)
      : maskedValues(stored);
    const values = sorted(Object.entries(outputs));
    if (name !== undefined && !Object.hasOwn(values, name)) {
      throw new Error(`current stack does not have output property '${name}'`);
    }
    const shown = name === undefined ? values : (values[name] as PropertyValue);
    context.write(flags['json'] || typeof shown !== 'string' ? toJson(shown) : `${shown}\n`);
    return 0;
  },
};
export default output;

/** The outputs of the stack's own resource, secrets encrypted. */
function stackOutputs(deployment: DeploymentV3 | undefined): PropertyMap {
  const root = deployment?.resources?.find(({ type, delete: old }) => type === 'pulumi:pulumi:Stack' && !old);
  return root?.outputs ?? {};
}

/** The value as a secret, when it is one. */
function asSecret(value: PropertyValue): PropertyMap | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return value[SIGNATURE_KEY] === Signature.Secret ? value : undefined;
}

function hasSecrets(value: PropertyValue): boolean {
  if (asSecret(value)) return true;
  return value !== null && typeof value === 'object' && Object.values(value).some(hasSecrets);
}

function plainValues(opened: PropertyMap): PropertyMap {
  return replaceSecrets(opened, (secret) => secret['value'] ?? null) as PropertyMap;
}

function maskedValues(stored: PropertyMap): PropertyMap {
  return replaceSecrets(stored, () => '[secret]') as PropertyMap;
}

function replaceSecrets(
  value: PropertyValue,
  replacement: (secret: PropertyMap) => PropertyValue,
): PropertyValue {
  const secret = asSecret(value);
  if (secret) return replaceSecrets(replacement(secret), replacement);
  if (Array.isArray(value)) return value.map((item) => replaceSecrets(item, replacement));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaceSecrets(item, replacement)]),
  );
}
