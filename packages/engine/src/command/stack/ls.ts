import { CorruptCheckpointError } from '../../state/checkpoint.ts';
import { qualifiedName, type StackReference } from '../../state/stack-reference.ts';
import type { Command } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { toJson } from '../json.ts';
import { selectedStack } from '../selection.ts';

interface StackSummary {
  /** Short for a stack of the current project. */
  name: string;
  current: boolean;
  /** RFC 3339; absent before the first update. */
  lastUpdate?: string;
  resourceCount?: number;
}

/** Lists the stacks of the current project, or all of them. */
const ls: Command = {
  flags: { json: { type: 'boolean', short: 'j' }, all: { type: 'boolean', short: 'a' } },
  async run(context, flags) {
    const project = context.optionalProject?.name;
    if (!project && !flags['all']) context.project;
    const stacks = await context.backend.listStacks(flags['all'] ? undefined : project);
    const selected = await selectedStack(context);
    const summaries = await Promise.all(stacks.map((stack) => summarize(context, stack, project, selected)));
    if (flags['json']) context.write(toJson(summaries));
    else for (const { name, current } of summaries) context.write(`${name}${current ? '*' : ''}\n`);
    return 0;
  },
};
export default ls;

async function summarize(
  context: CommandContext,
  stack: StackReference,
  project: string | undefined,
  selected: StackReference | undefined,
): Promise<StackSummary> {
  // A stack whose state cannot be read is still there.
  const deployment = await context.backend.loadStack(stack).catch((error: Error) => {
    if (error instanceof CorruptCheckpointError) return undefined;
    throw error;
  });
  return {
    name: stack.project === project ? stack.stack : qualifiedName(stack),
    current: selected !== undefined && qualifiedName(selected) === qualifiedName(stack),
    ...(deployment && {
      lastUpdate: deployment.manifest.time,
      resourceCount: deployment.resources?.length ?? 0,
    }),
  };
}
