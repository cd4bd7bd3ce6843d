import { Command, InvalidArgumentError } from 'commander';

/** Ids of one's own look as those of the catalogue do, so that reports and exceptions read alike. */
function controlId(text: string): string {
  if (/^[A-Z][A-Z0-9]{1,15}-\d{2,3}$/.test(text)) return text;
  throw new InvalidArgumentError('an id is a prefix in capitals and a number, such as ACME-01');
}

/** `trailguard new-control`: a control of one's own, with its test. */
export function newControlCommand(): Command {
  return new Command('new-control')
    .description('write the files of a control of your own, and of its test, to begin from')
    .argument('<id>', 'id with a prefix of your own, such as ACME-01', controlId)
    .requiredOption('--title <title>', 'what is true where it passes, such as "Trails have an owner"')
    .option('--folder <folder>', 'where the files go', 'controls')
    .addHelpText(
      'after',
      `
Exit codes:
  0  the files were written
  2  they were not: the message says why`,
    )
    .action(async (id: string, options: { title: string; folder: string }) => {
      const { writeNewControl } = await import('./new-control.ts');
      const files = await writeNewControl({ id, ...options });
      process.stdout.write(
        `Wrote ${files.join(' and ')}\nJudge by it: trailguardPack({ judges: [...programControls, ${variableOf(id)}] })\n`,
      );
    });
}

/** `acme01` of `ACME-01`. */
function variableOf(id: string): string {
  return id.toLowerCase().replaceAll('-', '');
}
