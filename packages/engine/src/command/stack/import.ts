import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseDeployment } from '../../state/checkpoint.ts';
import { mapDeployment } from '../../state/deployment.ts';
import { managerOf, openSecrets, sealSecrets } from '../../state/secrets.ts';
import type { StackReference } from '../../state/stack-reference.ts';
import type { Command } from '../command.ts';
import { openSettings } from '../stack-files.ts';
import { openSecretsManager } from '../../state/stack-secrets.ts';

/**
 * Replaces a stack's state by an exported one. It is checked as a whole before anything is written. As with the CLI, what was pending
 * is not any more: whoever edits a state has looked.
 */
const importStack: Command = {
  flags: { file: { type: 'string' }, force: { type: 'boolean', short: 'f' } },
  async run(context, flags) {
    const file = flags['file'];
    if (typeof file !== 'string') throw new Error("'stack import' needs --file");
    const stack = await context.stack(flags);
    const { settings } = await openSettings(context, flags, stack);
    const path = resolve(context.cwd, file);
    const { pending_operations: pending = [], ...deployment } = parseDeployment(
      await readFile(path, 'utf8'),
      path,
    ).deployment;
    if (!flags['force'])
      refuseOtherStacks([...(deployment.resources ?? []), ...pending.map(({ resource }) => resource)], stack);
    for (const { type, resource } of pending) {
      context.writeError(
        `warning: removing pending operation '${type}' on '${resource.urn}' from snapshot\n`,
      );
    }

    const own = await openSecretsManager(settings, undefined, context.env);
    const provider = deployment.secrets_providers;
    const source = provider && provider.state?.salt !== own.provider.state?.salt;
    const theirs = source ? await managerOf(provider, context.env) : own;
    const opened = mapDeployment(deployment, (value) => openSecrets(value, theirs));
    const sealed = mapDeployment(opened, (value) => sealSecrets(value, own));

    const release = await context.backend.lock(stack);
    try {
      await context.backend.saveDeployment(stack, { ...sealed, secrets_providers: own.provider });
    } finally {
      await release();
    }
    context.write('Import complete.\n');
    return 0;
  },
};
export default importStack;

/** Another stack's resources under this one's name would be replaced one and all by the next update. */
function refuseOtherStacks(
  resources: readonly { readonly urn: string }[],
  { stack, project }: StackReference,
): void {
  const prefix = `urn:pulumi:${stack}::${project}::`;
  const stranger = resources.find(({ urn }) => !urn.startsWith(prefix));
  if (stranger) {
    throw new Error(
      `resource '${stranger.urn}' refers to a different stack or project than '${stack}' of '${project}'; ` +
        'nothing was imported (--force overrides this)',
    );
  }
}
