import { effectiveConfig } from '../../state/stack-config.ts';
import type { Command } from '../command.ts';
import { toJson } from '../json.ts';
import { openStack } from '../stack-files.ts';
import { readKey } from './key.ts';

/** Prints one configuration value, decrypted. */
const get: Command = {
  flags: { json: { type: 'boolean', short: 'j' }, path: { type: 'boolean' } },
  positionals: ['a key'],
  async run(context, flags, [text = '']) {
    const files = await openStack(context, flags);
    const { key, path } = readKey(context, text, flags['path'] === true);
    const { settings, project } = files;
    const crypter = settings.hasSecrets ? await files.secrets() : never;
    const value =
      settings.get(key, path, crypter) ??
      (path.length === 0 ? effectiveConfig(project, settings, crypter).get(key) : undefined);
    if (!value) {
      throw new Error(`configuration key '${text}' not found for stack '${files.stack.stack}'`);
    }
    context.write(flags['json'] ? toJson(value) : `${value.value}\n`);
    return 0;
  },
};
export default get;

/** Of a stack without secrets nothing is decrypted. */
const never = {
  encrypt: (): string => {
    throw new Error('no secrets provider');
  },
  decrypt: (): string => {
    throw new Error('no secrets provider');
  },
};
