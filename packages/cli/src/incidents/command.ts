import { Command, InvalidArgumentError } from 'commander';
import { path } from '../options.ts';

const place = 'the bucket, s3://BUCKET, or for reading a copy of it in a folder';

function text(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('it must not be empty');
  return value;
}
const texts = (value: string, before: readonly string[] = []) => [...before, text(value)];

/** `trailguard incidents`: the record of incidents that the response to findings keeps. */
export function incidentsCommand(): Command {
  const command = new Command('incidents').description(
    'prove, read and add to the record of incidents; AWS is reached by the credentials and the Region of the environment',
  );
  command
    .command('verify')
    .description('prove that nothing of the record was changed, moved or removed')
    .argument('<place>', place)
    .option(
      '--known <file>',
      'what an earlier verify --json printed: what was there then must be there now',
      path,
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Exit codes:
  0  the record is whole
  1  something was changed, moved or removed: each place is named
  2  it cannot be read`,
    )
    .action(async (where: string, flags: VerifyFlags) => {
      const { verifyRecord } = await import('./verify.ts');
      process.exitCode = await verifyRecord(where, flags);
    });
  command
    .command('show')
    .description('tell what is in the record: all incidents in a line each, or one of them whole')
    .argument('<place>', place)
    .argument('[incident]', 'id of an incident')
    .option('--json', 'print JSON')
    .action(async (where: string, incident: string | undefined, flags: { json?: boolean }) => {
      const { showRecord } = await import('./show.ts');
      process.exitCode = await showRecord(where, incident, flags);
    });
  command
    .command('approve')
    .description('agree to what an incident plans and waits for; as a role that may approve')
    .argument('<bucket>', 'the bucket, s3://BUCKET')
    .argument('<incident>', 'id of the incident')
    .requiredOption('--reason <text>', 'why, such as a ticket', text)
    .option('--action <name>', 'which action, where several wait')
    .action(async (where: string, incident: string, flags: ApproveFlags) => {
      const { approve } = await import('./people.ts');
      await approve(where, incident, flags);
    });
  command
    .command('note')
    .description('write something down about an incident')
    .argument('<bucket>', 'the bucket, s3://BUCKET')
    .argument('<incident>', 'id of the incident')
    .argument('<text>', 'what is to be kept', text)
    .action(async (where: string, incident: string, said: string) => {
      const { note } = await import('./people.ts');
      await note(where, incident, said);
    });
  command
    .command('close')
    .description('say that an incident is over; nothing can be added after it')
    .argument('<bucket>', 'the bucket, s3://BUCKET')
    .argument('<incident>', 'id of the incident')
    .requiredOption('--summary <text>', 'what came of it', text)
    .option('--did <text>', 'what people did; may be repeated', texts)
    .action(async (where: string, incident: string, flags: CloseFlags) => {
      const { close } = await import('./people.ts');
      await close(where, incident, flags);
    });
  command
    .command('records')
    .description('print the closed incidents as records of kind incident, for trailguard.records.yaml')
    .argument('<place>', place)
    .action(async (where: string) => {
      const { printRecords } = await import('./records.ts');
      process.exitCode = await printRecords(where);
    });
  return command;
}

/** Options as the command line gives them. */
export interface VerifyFlags {
  readonly known?: string;
  readonly json?: boolean;
}
export interface ApproveFlags {
  readonly reason: string;
  readonly action?: string;
}
export interface CloseFlags {
  readonly summary: string;
  readonly did?: readonly string[];
}
