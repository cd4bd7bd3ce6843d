import { Command, InvalidArgumentError } from 'commander';
import { path } from '../options.ts';

function hash(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError('a hash is 64 hexadecimal digits, in lower case');
}

/** `trailguard evidence`: what bundles of evidence prove, offline. */
export function evidenceCommand(): Command {
  return new Command('evidence')
    .description('prove offline that a bundle of evidence, which the service collects, is whole')
    .addCommand(verifyCommand())
    .addHelpText(
      'after',
      `
Exit codes:
  0  the bundle is whole
  1  something in it was changed, added, removed or moved, or it is another one than was told
  2  it cannot be read`,
    );
}

function verifyCommand(): Command {
  return new Command('verify')
    .description('recompute every hash and chain of a bundle, and tell what that proves and what not')
    .argument('<file>', 'the bundle as it was downloaded', path)
    .option('--manifest <hash>', 'hash of its manifest, as the job that made it told', hash)
    .option('--acts-head <hash>', 'hash of an act that has to be in it, kept elsewhere', hash)
    .option('--records-head <hash>', 'hash of a record that has to be in it, kept elsewhere', hash)
    .option('--json', 'print JSON')
    .action(async (file: string, flags: VerifyFlags) => {
      const { verifyEvidence } = await import('./verify.ts');
      process.exitCode = await verifyEvidence(file, flags);
    });
}

/** Options as the command line gives them. */
export interface VerifyFlags {
  readonly manifest?: string;
  readonly actsHead?: string;
  readonly recordsHead?: string;
  readonly json?: boolean;
}
