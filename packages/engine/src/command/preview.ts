import type { Command } from './command.ts';
import { deployProgram, exitCode } from './deploy.ts';
import { runOnStack } from './run.ts';
import { programFlags, runFlags } from './run-flags.ts';

/** Says what an update would do. Takes no lock and changes nothing. */
const preview: Command = {
  flags: { ...runFlags, ...programFlags },
  refused: ['run-program', 'save-plan', 'import-file', 'json', 'attach-debugger'],
  async run(context, flags) {
    const result = await runOnStack(context, flags, { kind: 'preview', preview: true }, (run) =>
      deployProgram(context, flags, run),
    );
    return exitCode(context, flags, 'preview', result);
  },
};
export default preview;
