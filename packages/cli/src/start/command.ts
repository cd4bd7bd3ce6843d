import { resolve } from 'node:path';
import { Command } from 'commander';
import { port } from '../options.ts';

/** `trailguard start`: everything on this machine, nothing outside. */
export function startCommand(): Command {
  return new Command('start')
    .description(
      'start a sandbox organization and the service, provision it, vend and audit one account, keep serving',
    )
    .option('--folder <folder>', 'where state is kept between starts', '.trailguard')
    .option('--port <port>', 'port of the service; 0 takes a free one', port, 8080)
    .option('--once', 'stop when the audit is shown, instead of serving on')
    .addHelpText(
      'after',
      `
Exit codes:
  0    it served until Ctrl-C, or with --once until the audit was shown
  1    something failed: the message says what, and where the log is
  2    it could not begin, as in a folder that another start uses
  130  Ctrl-C came before it served`,
    )
    .action(async (options: { folder: string; port: number; once?: boolean }) => {
      const { start } = await import('./start.ts');
      process.exitCode = await start({
        folder: resolve(options.folder),
        port: options.port,
        once: options.once === true,
      });
    });
}
