import { Targets } from '../steps/targets.ts';
import type { Command, FlagValues } from './command.ts';
import type { CommandContext } from './context.ts';
import { deployNothing, exitCode } from './deploy.ts';
import { type Run, type RunOutcome, runOnStack } from './run.ts';
import { applyFlags, listFlag, runFlags } from './run-flags.ts';
import { openStack } from './stack-files.ts';

/** Deletes everything a stack has. The program is not run. */
const destroy: Command = {
  flags: {
    ...runFlags,
    ...applyFlags,
    refresh: { type: 'boolean', short: 'r' },
    'exclude-protected': { type: 'boolean' },
    'continue-on-error': { type: 'boolean' },
    remove: { type: 'boolean' },
  },
  refused: ['run-program'],
  async run(context, flags) {
    const preview = flags['preview-only'] === true;
    if (flags['exclude-protected'] === true && (await nothingUnprotected(context, flags))) return 0;
    const result = await runOnStack(context, flags, { kind: 'destroy', preview }, (run) =>
      destroyAll(context, flags, run),
    );
    if (result.succeeded && !preview) await sayWhatRemains(context, flags, result.files.stack);
    return exitCode(context, flags, 'destroy', result);
  },
};
export default destroy;

function destroyAll(context: CommandContext, flags: FlagValues, run: Run): Promise<RunOutcome> {
  if (flags['exclude-protected'] !== true) return deployNothing(context, flags, run);
  const isProtected = (urn: string) => run.olds.some((old) => old.urn === urn && old.protect);
  const excluded = [...listFlag(flags, 'exclude'), ...run.olds.map(({ urn }) => urn).filter(isProtected)];
  return deployNothing(context, flags, run, { targets: new Targets(listFlag(flags, 'target'), excluded) });
}

/** Whether all that is left are protected resources and what they need. */
async function nothingUnprotected(context: CommandContext, flags: FlagValues): Promise<boolean> {
  const { deployment } = await openStack(context, flags);
  const resources = deployment?.resources ?? [];
  const isOwn = (type: string) => type === 'pulumi:pulumi:Stack' || type.startsWith('pulumi:providers:');
  const rest = resources.filter(({ type, protect }) => !protect && !isOwn(type));
  if (rest.length || !resources.some(({ protect }) => protect)) return false;
  context.write(
    'There were no unprotected resources to destroy. There are still protected resources associated with this stack.\n',
  );
  return true;
}

async function sayWhatRemains(
  context: CommandContext,
  flags: FlagValues,
  stack: Parameters<CommandContext['backend']['removeStack']>[0],
): Promise<void> {
  const left = (await context.backend.loadStack(stack))?.resources ?? [];
  if (left.length) return;
  if (flags.remove === true) {
    await context.backend.removeStack(stack);
    context.write(
      'The resources in the stack have been deleted, and the history and configuration removed.\n',
    );
    return;
  }
  context.write(
    `The resources in the stack have been deleted, but the history and configuration associated with the stack are still maintained.\nIf you want to remove the stack completely, run \`pulumi stack rm ${stack.stack}\`.\n`,
  );
}
