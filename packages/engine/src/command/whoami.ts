import { userInfo } from 'node:os';
import type { Command } from './command.ts';
import { toJson } from './json.ts';

/** Names the user of this machine and the place of the state: a local folder has no accounts of its own. */
const whoami: Command = {
  flags: { json: { type: 'boolean', short: 'j' } },
  async run(context, flags) {
    const user = userInfo().username;
    context.write(flags['json'] ? toJson({ user, url: context.backend.url }) : `${user}\n`);
    return 0;
  },
};
export default whoami;
