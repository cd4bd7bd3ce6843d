import type { Command } from '../command.ts';
import { openStack } from '../stack-files.ts';

/** Sets the configuration to that of the last update. */
const refresh: Command = {
  flags: { force: { type: 'boolean', short: 'f' } },
  async run(context, flags) {
    const { settings, stack } = await openStack(context, flags);
    const [latest] = (await context.backend.history(stack)).filter(({ kind }) => kind !== 'preview');
    if (!latest)
      throw new Error(`stack '${stack.stack}' was never updated, so there is nothing to refresh from`);
    if (!flags['force'] && settings.keys.length > 0) {
      throw new Error(`${settings.file} has configuration already; --force overwrites it`);
    }
    settings.clear();
    for (const [key, value] of Object.entries(latest.config)) settings.setTyped(key, value);
    await settings.save();
    context.write(`refreshed configuration for stack '${stack.stack}'\n`);
    return 0;
  },
};
export default refresh;
