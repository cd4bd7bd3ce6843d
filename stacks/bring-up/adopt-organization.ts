import { readFile, writeFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { Adopted } from '../adoption/adopting.ts';
import { type Adoption, adoptStack } from '../adoption/adopt-stack.ts';
import { describeChange, describeFound, listOf } from '../adoption/descriptions.ts';
import { configure, openInTurn, pulumiOnPath, type StackPlaces } from './open-stack.ts';
import { type PlannedStack, readOrganizationFile } from './organization-file.ts';
import { reachOf } from './reach.ts';
import { writeAdopted } from './write-adopted.ts';

/** How what exists is looked for. */
export interface AdoptOptions extends StackPlaces {
  /** Is told what was found, and what the first update changes of it. */
  readonly report: (line: string) => void;
}

const Setting = 'trailguard:adopt';

/**
 * Finds what the stacks of an organization would make and that exists already, and writes it into the file's setting `adopt`, so
 * that bringing them up takes it over. Nothing else is changed, in AWS or in a state.
 * @param path the file; its comments and order are kept.
 * @throws one error with all that cannot be taken over, and the way out of each. The file is left as it was.
 */
export async function adoptOrganization(path: string, options: AdoptOptions): Promise<void> {
  const plan = await readOrganizationFile(path);
  const places = { ...options, pulumiCommand: options.pulumiCommand ?? (await pulumiOnPath()) };
  const open = openInTurn(places);
  const document = parseDocument(await readFile(path, 'utf8'));
  const faults: string[] = [];
  let count = 0;
  for (const planned of plan) {
    const which = `${planned.folder} ${planned.name}`;
    try {
      const adoption = await adoptPlanned(planned, places, open);
      report(which, adoption, options.report);
      if (adoption.obstacles.length > 0)
        faults.push(
          `${which}: what exists can be neither made nor taken over:\n${listOf(adoption.obstacles)}`,
        );
      count += adoption.found.length;
      writeAdopted(document, planned, adoption.adopted);
    } catch (error) {
      faults.push(`${which}: ${(error as Error).message}`);
    }
  }
  if (faults.length > 0) throw new Error(`${faults.join('\n\n')}\n\n${path} is left as it was`);
  if (count > 0) await writeFile(path, document.toString({ lineWidth: 0 }));
  options.report(
    count > 0
      ? `${path} names ${count} more in the setting adopt; look at it, then bring the organization up`
      : 'Nothing more is to be taken over',
  );
}

async function adoptPlanned(
  planned: PlannedStack,
  places: StackPlaces,
  open: (planned: PlannedStack) => ReturnType<ReturnType<typeof openInTurn>>,
): Promise<Adoption> {
  const stack = await open(planned);
  const all = JSON.parse(planned.config[Setting] ?? '{}') as Record<string, Adopted>;
  return adoptStack(
    stack,
    all[planned.folder] ?? {},
    (adopted) =>
      configure(stack, {
        ...planned.config,
        [Setting]: JSON.stringify({ ...all, [planned.folder]: adopted }),
      }),
    reachOf(planned, places),
  );
}

function report(which: string, { found, changes, notices }: Adoption, tell: AdoptOptions['report']): void {
  for (const resource of found) tell(`${which}: ${describeFound(resource)}`);
  for (const change of changes) tell(`${which}: the first update changes ${describeChange(change)}`);
  if (found.length > 0 && changes.length === 0) tell(`${which}: the first update changes nothing of it`);
  for (const notice of notices) tell(`${which}: ${notice}`);
}
