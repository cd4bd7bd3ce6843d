import { rootStackType } from '../resource/urn.ts';
import type { Command } from './command.ts';
import { exitCode, newDeployment } from './deploy.ts';
import { runOnStack } from './run.ts';
import { applyFlags, runFlags } from './run-flags.ts';

/** Takes into the state how the resources really are. The program is not run. */
const refresh: Command = {
  flags: {
    ...runFlags,
    ...applyFlags,
    'expect-no-changes': { type: 'boolean' },
    'skip-pending-creates': { type: 'boolean' },
  },
  refused: ['run-program', 'clear-pending-creates'],
  async run(context, flags) {
    const preview = flags['preview-only'] === true;
    const result = await runOnStack(
      context,
      flags,
      { kind: 'refresh', preview, refreshing: true },
      async (run) => {
        const deployment = newDeployment(context, flags, run);
        const olds = await deployment.refresh(run.olds);
        await deployment.settle();
        const succeeded = !deployment.stopped;
        if (succeeded) await deployment.snapshot?.rebase(olds);
        else run.reporter.error('', context.signal?.aborted ? 'update canceled' : 'update failed');
        const root = run.olds.find(({ type }) => type === rootStackType);
        return {
          succeeded,
          outputs: root && !preview ? { old: root.outputs, new: root.outputs } : undefined,
        };
      },
    );
    return exitCode(context, flags, 'refresh', result);
  },
};
export default refresh;
