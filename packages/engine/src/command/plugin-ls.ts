import type { Command } from './command.ts';
import { toJson } from './json.ts';

/** Lists the provider plugins that the project brings along; there is no cache of others. */
const pluginLs: Command = {
  flags: { json: { type: 'boolean', short: 'j' } },
  async run(context, flags) {
    const plugins = context.project.providers.map(({ name, path, version }) => ({
      name,
      path,
      kind: 'resource',
      ...(version && { version }),
      size: 0,
    }));
    if (flags['json']) context.write(toJson(plugins));
    else for (const { name, path } of plugins) context.write(`${name}  resource  ${path}\n`);
    return 0;
  },
};
export default pluginLs;
