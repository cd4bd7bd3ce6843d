import { glob } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { audit } from '@trailguard/audit';
import { controls, mappingsOf } from '@trailguard/controls';
import { Prowler } from '../prowler/prowler.ts';
import { record } from './audit-calls/recorder.ts';
import { sessions, takeClockOf } from './audit-calls/sandbox-sessions.ts';
import { defineBench } from './harness/bench.ts';
import { askProcess, startProcess } from './harness/processes.ts';
import { printTable, say } from './harness/report.ts';
import { takeTurns, timed, timing } from './harness/rounds.ts';
import type { AuditedAnswer } from './processes/audited-organization.ts';
import type { SandboxAuditTask } from './processes/sandbox-audit.ts';

export default defineBench({
  measures:
    'Audits by the controls that Prowler’s checks of CloudTrail and GuardDuty are about, beside Prowler.',
  figures: {
    prowlerToOne: {
      kind: 'ratio',
      means: 'Prowler’s scan of one account, its process warm / audit of it by the same checks',
      aim: { atLeast: 10 },
    },
    prowlerToAll: {
      kind: 'ratio',
      means:
        'Prowler’s scans of all accounts, one after the other / audit of the organization by the same checks',
      aim: { atLeast: 10 },
    },
    prowlerToFull: {
      kind: 'ratio',
      means: 'Prowler’s scans of all accounts / audit of the organization by every control',
    },
    prowlerStartToStart: {
      kind: 'ratio',
      means:
        'Prowler’s first scan, from the start of its process / audit of one account, from the start of a process',
    },
    callsOfOneToProwler: {
      kind: 'ratio',
      means: 'calls of the audit of one account by the same checks / Prowler’s',
      aim: { atMost: 0.25 },
    },
    callsToProwler: {
      kind: 'ratio',
      means: 'calls of the audit of the organization by the same checks / Prowler’s',
      aim: { atMost: 0.25 },
    },
    callsToProwlerButLookups: {
      kind: 'ratio',
      means: 'the same but for LookupEvents, by which Prowler pages through all that happened in an account',
    },
    callsPerPlace: {
      kind: 'ratio',
      means: 'calls of the organization’s audit by the same checks / accounts x regions',
    },
    fullCallsPerPlace: { kind: 'ratio', means: 'the same by every control' },
    prowlerCallsPerPlace: { kind: 'ratio', means: 'Prowler’s calls / accounts x regions' },
  },
  parameters: {
    accounts: { default: 3, least: 3, most: 40, description: 'accounts of the organization' },
    regions: { default: 2, least: 2, most: 17, description: 'regions that each of them has enabled' },
    scanned: { default: 3, least: 1, most: 40, description: 'accounts that Prowler scans of them' },
  },
  maxMinutes: 45,
  async run({ accounts, regions, scanned }) {
    await Prowler.install(say);
    const checks = await checksOfProwler();
    const chosen = controlsAbout(checks);
    await using sandbox = await startProcess<AuditedAnswer>('audited-organization', { accounts, regions });
    const organization = sandbox.answer;
    const { endpoint, audited, accountIds, regions: names } = organization;
    await takeClockOf(endpoint);
    const credentials = sessions(organization);
    const last = accountIds.slice(-1);
    // It scans one after the other, each as the others: of many accounts some tell what all would take.
    const some = accountIds.slice(-Math.min(scanned, accounts));
    const ofAll = accounts / some.length;
    const begun = performance.now();
    await using prowler = await Prowler.start(say);
    const scan = async (ids: readonly string[], at = endpoint) => {
      for (const id of ids) await prowler.scan(await environmentOf(organization, id, at), checks, names);
    };
    const own = (ids: readonly string[] | undefined, only?: readonly string[]) =>
      audit({
        organization: audited,
        credentials,
        ...(ids === undefined ? {} : { accounts: ids }),
        ...(only === undefined ? {} : { controls: only }),
      });

    // Prowler has loaded by the end of its first scan, which is why it comes first.
    await scan(last);
    const firstScan = performance.now() - begun;
    const start = await timed(() =>
      askProcess('sandbox-audit', {
        organization,
        controls: chosen,
        accounts: last,
      } satisfies SandboxAuditTask),
    );
    const calls = {
      prowlerOne: await callsOf(endpoint, (at) => scan(last, at)),
      one: await callsOf(endpoint, () => own(last, chosen)),
      prowlerSome: await callsOf(endpoint, (at) => scan(some, at)),
      all: await callsOf(endpoint, () => own(undefined, chosen)),
      full: await callsOf(endpoint, () => own(undefined)),
    };
    printTable(
      `calls, ${checks.length} checks of Prowler, ${chosen.length} controls about them`,
      Object.entries(calls).map(([contestant, { made, lookups }]) => ({
        contestant,
        calls: made,
        'LookupEvents among them': lookups,
      })),
    );
    process.env.AWS_ENDPOINT_URL = endpoint;
    const one = await takeTurns(
      'one account',
      { prowler: timing(() => scan(last)), audit: timing(() => own(last, chosen)) },
      { rounds: 3, warmUps: 0 },
    );
    const all = await takeTurns(
      `${accounts} accounts x ${regions} regions, of which Prowler scans ${some.length}`,
      {
        prowler: timing(() => scan(some)),
        audit: timing(() => own(undefined, chosen)),
        full: timing(() => own(undefined)),
      },
      { rounds: some.length * regions > 40 ? 1 : 2, warmUps: 0 },
    );
    const places = accounts * regions;
    return {
      prowlerToOne: one.ratio('prowler', 'audit'),
      prowlerToAll: ofAll * all.ratio('prowler', 'audit'),
      prowlerToFull: ofAll * all.ratio('prowler', 'full'),
      prowlerStartToStart: firstScan / start,
      callsOfOneToProwler: calls.one.made / calls.prowlerOne.made,
      callsToProwler: calls.all.made / (ofAll * calls.prowlerSome.made),
      callsToProwlerButLookups: othersOf(calls.all) / (ofAll * othersOf(calls.prowlerSome)),
      callsPerPlace: calls.all.made / places,
      fullCallsPerPlace: calls.full.made / places,
      prowlerCallsPerPlace: calls.prowlerSome.made / (some.length * regions),
    };
  },
});

/** Its checks of the two services, as the installed version has them. */
async function checksOfProwler(): Promise<readonly string[]> {
  const services = join(
    import.meta.dirname,
    '../prowler/.venv/lib/*/site-packages/prowler/providers/aws/services',
  );
  const found: string[] = [];
  for await (const file of glob(`${services}/{cloudtrail,guardduty}/*/*.metadata.json`))
    found.push(basename(file, '.metadata.json'));
  return found.sort();
}

/** Controls that are about what one of some checks is about. */
function controlsAbout(checks: readonly string[]): readonly string[] {
  const prowlers = ({ id }: { readonly id: string }) =>
    mappingsOf(id)
      .filter(({ framework }) => framework.id === 'prowler')
      .flatMap(({ ids }) => ids);
  return controls
    .filter((control) => prowlers(control).some((id) => checks.includes(id)))
    .map(({ id }) => id);
}

/** What Prowler runs with in an account: the way into a member is the role that AWS makes there. */
async function environmentOf(
  organization: AuditedAnswer,
  accountId: string,
  endpoint: string,
): Promise<Record<string, string>> {
  const { environment, audited } = organization;
  const own = {
    ...environment,
    AWS_ENDPOINT_URL: endpoint,
    AWS_DEFAULT_REGION: audited.homeRegion,
    AWS_SESSION_TOKEN: '',
  };
  if (accountId === audited.managementAccountId) return own;
  const session = await sessions(organization, 'OrganizationAccountAccessRole')(accountId);
  return {
    ...own,
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken ?? '',
  };
}

interface CountedCalls {
  readonly made: number;
  readonly lookups: number;
}

const othersOf = ({ made, lookups }: CountedCalls) => made - lookups;

/** Calls that a work makes. @param work told where it finds AWS */
async function callsOf(endpoint: string, work: (at: string) => Promise<unknown>): Promise<CountedCalls> {
  await using recorder = await record(endpoint);
  process.env.AWS_ENDPOINT_URL = recorder.endpoint;
  await work(recorder.endpoint);
  const { calls } = recorder;
  const lookups = calls.filter(({ headers }) => headers['x-amz-target']?.endsWith('.LookupEvents') === true);
  return { made: calls.length, lookups: lookups.length };
}
