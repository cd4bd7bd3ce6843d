import type { Command } from './command.ts';
import { deployProgram, exitCode } from './deploy.ts';
import { runOnStack } from './run.ts';
import { applyFlags, programFlags, runFlags } from './run-flags.ts';

/** Creates, updates and deletes resources until the stack is what its program says. */
const up: Command = {
  flags: { ...runFlags, ...applyFlags, ...programFlags },
  refused: ['run-program', 'plan', 'attach-debugger'],
  async run(context, flags) {
    const preview = flags['preview-only'] === true;
    const result = await runOnStack(
      context,
      flags,
      { kind: preview ? 'preview' : 'update', preview },
      (run) => deployProgram(context, flags, run),
    );
    return exitCode(context, flags, 'update', result);
  },
};
export default up;
