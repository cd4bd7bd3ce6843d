import type { Command } from '../command.ts';
import { openStack } from '../stack-files.ts';
import { readKey } from './key.ts';

/** Removes one configuration value; one that is not there is no fault. */
const rm: Command = {
  flags: { path: { type: 'boolean' } },
  positionals: ['a key'],
  async run(context, flags, [text = '']) {
    const { settings } = await openStack(context, flags);
    const { key, path } = readKey(context, text, flags['path'] === true);
    settings.remove(key, path);
    await settings.save();
    return 0;
  },
};
export default rm;
