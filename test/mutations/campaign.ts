import { blackouts } from '@trailguard/controls/blackout';
import { coverageOfProgram, programOf, readState } from '@trailguard/policy-pack/lens';
import { checkStates, type StateFile } from '@trailguard/policy-pack/state';
import type { States } from '../blackout/replay.ts';
import { type Mutant, mutantsOf, type StateResource } from './mutants.ts';
import { equivalent } from './survivors.ts';

/** Outcome of a campaign. */
export interface Campaign {
  readonly mutants: number;
  /** How many were found by a control, and how many of the others by the guard. */
  readonly found: { readonly byControls: number; readonly byGuard: number };
  /** Classes of mutants that nothing noticed and that are not on the list of equivalent ones. */
  readonly missed: readonly string[];
  /** Entries of that list that no mutant needed. */
  readonly unused: readonly string[];
}

/** Each mutant of each class once, in an order that the seed decides. */
function chosen(states: States, seed: number): readonly (Mutant & { readonly stack: string })[] {
  const classes = new Map<string, Mutant & { readonly stack: string }>();
  for (const [stack, text] of Object.entries(states)) {
    for (const resource of resourcesOf(text)) {
      if (resource.custom !== true || !resource.type.startsWith('aws:')) continue;
      for (const mutant of mutantsOf(resource)) {
        if (!classes.has(mutant.class)) classes.set(mutant.class, { ...mutant, stack });
      }
    }
  }
  return [...classes.values()]
    .map((mutant) => ({ mutant, rank: rankOf(mutant.class, seed) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ mutant }) => mutant);
}

/** FNV-1a: the same order on every machine. */
function rankOf(text: string, seed: number): number {
  let hash = 2166136261 ^ seed;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return hash >>> 0;
}

/**
 * Breaks the good baseline in many small ways and asks, for each, whether a control or the guard notices.
 * @param most mutants that are tried; all when left out
 */
export function runCampaign(states: States, { seed, most }: { seed: number; most?: number }): Campaign {
  const mutants = chosen(states, seed).slice(0, most);
  const files = Object.entries(states).map(([name, text]): StateFile => ({ name, text }));
  const findings = findingsIn(files);
  const coverage = coverageIn(files);
  const survivors: string[] = [];
  let byControls = 0;
  let byGuard = 0;
  for (const mutant of mutants) {
    const broken = files.map((file) => (file.name === mutant.stack ? withMutant(file, mutant) : file));
    if ([...findingsIn(broken)].some((finding) => !findings.has(finding))) byControls += 1;
    else if (blackouts(coverage, coverageIn(broken)).length > 0) byGuard += 1;
    else survivors.push(mutant.class);
  }
  const isListed = (survivor: string) => equivalent.some(({ classes }) => classes.test(survivor));
  return {
    mutants: mutants.length,
    found: { byControls, byGuard },
    missed: survivors.filter((survivor) => !isListed(survivor)),
    unused: equivalent
      .filter(({ classes }) => !survivors.some((survivor) => classes.test(survivor)))
      .map(({ because }) => because),
  };
}

function findingsIn(files: readonly StateFile[]): ReadonlySet<string> {
  const { findings } = checkStates({ files, now: '2026-06-15T12:00:00.000Z' });
  return new Set(
    findings
      .filter(({ status }) => status === 'fail' || status === 'not_evaluated')
      .map(({ controlId, subject, reason }) => [controlId, subject.id, reason].join('\n')),
  );
}

function coverageIn(files: readonly StateFile[]) {
  return coverageOfProgram(programOf(files.map(({ name, text }) => readState(text, name))));
}

interface Exported {
  readonly version: number;
  readonly deployment: { readonly resources: readonly StateResource[] };
}

function resourcesOf(text: string): readonly StateResource[] {
  return (JSON.parse(text) as Exported).deployment.resources;
}

function withMutant({ name, text }: StateFile, { urn, resource }: Mutant): StateFile {
  const exported = JSON.parse(text) as Exported;
  const resources = exported.deployment.resources.flatMap((one) =>
    one.urn !== urn ? [one] : resource === null ? [] : [resource],
  );
  return { name, text: JSON.stringify({ ...exported, deployment: { ...exported.deployment, resources } }) };
}
