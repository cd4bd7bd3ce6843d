import type { Command } from '../command.ts';
import { openStack } from '../stack-files.ts';
import { readKey } from './key.ts';

/** Removes several configuration values. */
const rmAll: Command = {
  flags: { path: { type: 'boolean' } },
  positionals: ['keys...'],
  async run(context, flags, names) {
    const { settings } = await openStack(context, flags);
    for (const name of names) {
      const { key, path } = readKey(context, name, flags['path'] === true);
      settings.remove(key, path);
    }
    await settings.save();
    return 0;
  },
};
export default rmAll;
