import { removeSettings } from '../../state/stack-settings.ts';
import type { Command } from '../command.ts';
import { rememberSelection, selectedStack } from '../selection.ts';

/** Removes a stack that has no resources left, or any with `--force`. */
const rm: Command = {
  flags: {
    yes: { type: 'boolean', short: 'y' },
    force: { type: 'boolean', short: 'f' },
    'preserve-config': { type: 'boolean' },
  },
  positionals: ['the name of the stack?'],
  async run(context, flags, [name]) {
    if (!flags['yes']) throw new Error('removing a stack without a prompt needs --yes');
    const stack = name === undefined ? await context.stack(flags) : context.reference(name);
    const resources = (await context.backend.loadStack(stack))?.resources ?? [];
    if (resources.length > 0 && !flags['force']) {
      throw new Error(
        [
          `'${stack.stack}' still has resources; removal rejected. Possible actions:`,
          `- Make sure that '${stack.stack}' is the stack that you want to destroy`,
          '- Run `pulumi destroy` to delete the resources, then run `pulumi stack rm`',
          '- Run `pulumi stack rm --force` to override this error',
        ].join('\n'),
      );
    }
    const release = await context.backend.lock(stack);
    try {
      await context.backend.removeStack(stack);
    } finally {
      await release();
    }
    const project = context.optionalProject;
    if (project?.name === stack.project && !flags['preserve-config']) {
      await removeSettings(project, stack.stack);
    }
    const selected = await selectedStack(context);
    if (selected?.stack === stack.stack && selected.project === stack.project) {
      await rememberSelection(context, undefined);
    }
    context.write(`Stack '${stack.stack}' has been removed!\n`);
    return 0;
  },
};
export default rm;
