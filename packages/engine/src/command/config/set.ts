import type { Command } from '../command.ts';
import { openStack } from '../stack-files.ts';
import { readKey } from './key.ts';

/** Sets one configuration value. */
const set: Command = {
  flags: {
    path: { type: 'boolean' },
    plaintext: { type: 'boolean' },
    secret: { type: 'boolean' },
  },
  positionals: ['a key', 'a value'],
  async run(context, flags, [text = '', value = '']) {
    if (flags['plaintext'] && flags['secret']) throw new Error('--plaintext and --secret exclude each other');
    const files = await openStack(context, flags);
    const { key, path } = readKey(context, text, flags['path'] === true);
    const secret = flags['secret'] === true;
    files.settings.set(key, path, secret ? (await files.secrets()).encrypt(value) : value, secret);
    await files.settings.save();
    return 0;
  },
};
export default set;
