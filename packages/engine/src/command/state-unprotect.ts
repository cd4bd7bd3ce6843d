import type { Command } from './command.ts';
import { openStack } from './stack-files.ts';

/** Takes the protection off one resource of the state, or off all with `--all`. */
const unprotect: Command = {
  flags: { yes: { type: 'boolean', short: 'y' }, all: { type: 'boolean' } },
  positionals: ['the URN of a resource?'],
  async run(context, flags, [urn]) {
    if (!flags['yes']) throw new Error('changing the state without a prompt needs --yes');
    if (!flags['all'] && urn === undefined) throw new Error("'state unprotect' needs a URN or --all");
    const stack = await context.stack(flags);
    const release = await context.backend.lock(stack);
    try {
      const { deployment } = await openStack(context, flags);
      const chosen = (deployment?.resources ?? []).filter((resource) => flags['all'] || resource.urn === urn);
      if (!deployment || (urn !== undefined && chosen.length === 0)) {
        throw new Error(`No such resource "${urn}" exists in the current state`);
      }
      const resources = (deployment.resources ?? []).map((resource) => {
        if (!chosen.includes(resource)) return resource;
        const { protect: _removed, ...rest } = resource;
        return rest;
      });
      await context.backend.saveDeployment(stack, { ...deployment, resources });
    } finally {
      await release();
    }
    context.write(flags['all'] ? 'All resources unprotected\n' : 'Resource unprotected\n');
    return 0;
  },
};
export default unprotect;
