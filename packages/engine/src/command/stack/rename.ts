import { rename as renameFile } from 'node:fs/promises';
import { renameDeployment } from '../../state/rename.ts';
import { settingsFile } from '../../state/stack-settings.ts';
import type { Command } from '../command.ts';
import { rememberSelection } from '../selection.ts';
import { openStack } from '../stack-files.ts';

/** Gives a stack another name, with its state, settings, history and tags. */
const rename: Command = {
  flags: {},
  positionals: ['the new name of the stack'],
  async run(context, flags, [name = '']) {
    const { stack, deployment, project } = await openStack(context, flags);
    const renamed = context.reference(name);
    if (renamed.project !== stack.project) {
      throw new Error(`renaming a project is not supported by the embedded engine: '${name}'`);
    }
    const release = await context.backend.lock(stack);
    try {
      const content = deployment && renameDeployment(deployment, stack, renamed);
      await context.backend.renameStack(stack, renamed, content);
      const settings = settingsFile(project, stack.stack);
      const fresh = settings.replace(/Pulumi\.[^/\\]*(\.[a-z]+)$/, `Pulumi.${renamed.stack}$1`);
      await renameFile(settings, fresh).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    } finally {
      await release();
    }
    await rememberSelection(context, renamed);
    context.write(`Renamed ${stack.stack} to ${renamed.stack}\n`);
    return 0;
  },
};
export default rename;
