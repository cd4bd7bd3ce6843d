import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type GatheredLogs,
  gatherLogs,
  gatherProvenLogs,
  type Investigation,
  investigate,
  isComplete,
  type Question,
  questions,
} from '@trailguard/investigate';
import { keysOf, type LogsToRead, logsToRead, withOrganization } from '../logs/logs-to-read.ts';
import { Progress, verifiedPlaces } from '../progress.ts';
import { writeOutput } from '../write-output.ts';
import { type InvestigateFlags, InvestigateExitCode } from './command.ts';
import { csvOf } from './csv.ts';
import { htmlOf } from './html.ts';
import { textOf } from './text.ts';

/**
 * Answers questions from the logs of a trail, writes the report, and answers with the exit code.
 *
 * @param names of questions; none means all that can be asked.
 * @throws Error when nothing can be answered: a question is unknown, an option is missing, or AWS or a file does not answer.
 */
export async function investigateLogs(names: readonly string[], given: InvestigateFlags): Promise<number> {
  const flags = await withOrganization(given);
  const asked = askedOf(names, flags);
  const logs = await logsToRead(flags);
  const { newSince } = flags;
  if (newSince !== undefined && (newSince <= logs.from || newSince >= logs.to))
    throw new Error('--new-since is not between --from and --to: before it is what was usual');
  const folder = await mkdtemp(join(tmpdir(), 'trailguard-investigate-'));
  try {
    const { from, to, asOf } = logs;
    const report = await investigate(await gather(logs, flags, folder), {
      ...{ from, to, asOf, questions: asked, folder },
      ...{ burst: flags.burst, most: flags.rows, resources: flags.resource ?? [] },
      ...(newSince === undefined ? {} : { newSince }),
    });
    await writeOutput(write[flags.format](report), flags.output);
    return isComplete(report) ? InvestigateExitCode.ok : InvestigateExitCode.partial;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const write: Readonly<Record<InvestigateFlags['format'], (report: Investigation) => string>> = {
  text: textOf,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  csv: csvOf,
  html: htmlOf,
};

const isOfResource = ({ values }: Question) => values?.includes('resource') === true;

function askedOf(names: readonly string[], { resource }: InvestigateFlags): readonly Question[] {
  const asked = questions.filter((question) =>
    names.length === 0 ? resource !== undefined || !isOfResource(question) : names.includes(question.name),
  );
  if (resource === undefined && asked.some(isOfResource))
    throw new Error('a timeline is of a resource: name it by --resource');
  if (resource !== undefined && !asked.some(isOfResource))
    throw new Error('--resource is for the question timeline, which is not asked');
  return asked;
}

async function gather(
  { store, ...logs }: LogsToRead,
  flags: InvestigateFlags,
  folder: string,
): Promise<GatheredLogs> {
  if (flags.unverified === true) return gatherLogs(logs, { store, folder });
  const all = logs.accounts.length * logs.regions.length;
  let done = 0;
  using progress = new Progress(verifiedPlaces);
  progress.show({ all, done });
  return await gatherProvenLogs(logs, await keysOf(flags), { store, folder }, () => {
    done += 1;
    progress.show({ all, done });
  });
}
