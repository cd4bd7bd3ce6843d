/**
 * Compares the verdicts of the live audit with Prowler's, on a compliant organization, with each of the misconfigurations, and
 * on a bad one that has all of them. Prints a line for each difference; ends with 1 when one is not explained, or
 * an explanation explains nothing any more, or Prowler's models of OCSF do not read our findings as they are. It takes about a quarter of an hour; words as arguments take only the
 * misconfigurations that have one of them in their text: `node test/prowler/compare.ts detector member`.
 */
import { isDeepStrictEqual } from 'node:util';
import { audit } from '@trailguard/audit';
import { buildOrganization, sessionsOf, type TestOrganization, twoRegions } from '@trailguard/audit/test';
import { controls } from '@trailguard/controls';
import { runReport } from '@trailguard/controls/report';
import { startSandbox } from '@trailguard/sandbox';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { misconfigurations } from './misconfigurations.ts';
import { restore } from './restore.ts';
import { counterparts, type Part } from './checks.ts';
import { explanations } from './differences.ts';
import { eventsOf, readByModels } from './ocsf.ts';
import { type Finding, Prowler } from './prowler.ts';
import { bad, compliant, faults, ownNames } from './rows.ts';
import { selectAsConsole, selectByOwnNames } from './selectors.ts';

type Verdict = 'pass' | 'fail' | 'undecided';
const hour = 3_600_000;
const parts: readonly Part[] = ['management', 'logArchive', 'security'];
const allChecks = [...new Set(Object.values(counterparts).flatMap((of) => of.map(({ check }) => check)))];

/** Makes the organization a bad one. */
async function spoil(organization: TestOrganization): Promise<void> {
  for (const { inAws } of faults) await inAws(organization);
}

/** The worst of what was said, when anything was decided. */
function worst(statuses: readonly string[]): Verdict {
  if (statuses.includes('fail')) return 'fail';
  return statuses.includes('pass') && !statuses.some((status) => status === 'unknown' || status === 'manual')
    ? 'pass'
    : 'undecided';
}

const auditOf = ({ audited, sandbox }: TestOrganization) =>
  audit({ organization: audited, credentials: sessionsOf(sandbox) });

/** Findings as OCSF, read by the models that Prowler writes its own with. @returns what they were read as otherwise */
async function misread(organization: TestOrganization, name: string): Promise<readonly string[]> {
  const { results, asOf } = await auditOf(organization);
  const report = runReport({ lens: 'live', at: asOf ?? '', sources: ['all accounts'], controls, results });
  const [read, written] = [
    await readByModels(report, await Prowler.install(console.error)),
    eventsOf(report),
  ];
  console.log(`${name}: OCSF read as ${JSON.stringify(read)}`);
  return isDeepStrictEqual(read, written)
    ? []
    : [`${name}: as OCSF ${JSON.stringify(written)} was read as ${JSON.stringify(read)}`];
}

async function ours(organization: TestOrganization): Promise<Record<string, Verdict>> {
  const { results } = await auditOf(organization);
  return verdicts((id) =>
    results.filter(({ controlId }) => controlId === id).map(({ verdict }) => verdict.status),
  );
}

async function theirs(organization: TestOrganization, prowler: Prowler, bucket: string) {
  const findings = {} as Record<Part, readonly Finding[]>;
  for (const part of parts) {
    const environment = await environmentOf(organization, part);
    findings[part] = await prowler.scan(environment, allChecks, twoRegions);
  }
  // Prowler judges every bucket and key of an account; what is compared is what the logs pass through.
  const about: readonly (readonly [RegExp, string])[] = [
    [/^s3_bucket_/, bucket],
    [/^kms_/, organization.keyArn.split('/').at(-1) ?? ''],
  ];
  const isAboutLogs = ({ check, resources }: Finding) =>
    about.every(
      ([checks, name]) =>
        !checks.test(check) || resources.some((resource) => resource.split(/:::|\//).at(-1) === name),
    );
  return verdicts((id) =>
    (counterparts[id] ?? []).flatMap(({ check, seenFrom }) =>
      seenFrom
        .flatMap((part) => findings[part])
        .filter((finding) => finding.check === check && isAboutLogs(finding))
        .map(({ status }) => status.toLowerCase()),
    ),
  );
}

function verdicts(statusesOf: (id: string) => readonly string[]): Record<string, Verdict> {
  return Object.fromEntries(Object.keys(counterparts).map((id) => [id, worst(statusesOf(id))]));
}

async function environmentOf({ sandbox }: TestOrganization, part: Part): Promise<Record<string, string>> {
  const own = { ...sandbox.environment, AWS_DEFAULT_REGION: twoRegions[0] ?? '', AWS_SESSION_TOKEN: '' };
  if (part === 'management') return own;
  const role = { role: 'OrganizationAccountAccessRole' };
  const session = await sessionsOf(sandbox, role)(sandbox.accounts[part]);
  return {
    ...own,
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken ?? '',
  };
}

/** Something happens in each account, so that there is something new to deliver. */
async function stir({ administrators, accountIds, sandbox }: TestOrganization): Promise<void> {
  for (const accountId of accountIds) {
    await (await administrators.client(STSClient, accountId)).send(new GetCallerIdentityCommand({}));
  }
  await sandbox.clock.advance(hour);
}

async function main(): Promise<void> {
  await using sandbox = await startSandbox({ regions: twoRegions });
  process.env.AWS_ENDPOINT_URL = sandbox.endpoint;
  await using prowler = await Prowler.start((message) => console.error(message));
  const organization = await buildOrganization(sandbox);
  const unexplained: string[] = [];
  const used = new Set<object>();
  const compare = async (name: string, controlIds: readonly string[], bucket: string) => {
    const [own, other] = [await ours(organization), await theirs(organization, prowler, bucket)];
    for (const id of controlIds)
      if (counterparts[id] && own[id] !== 'fail') unexplained.push(`${name}: ${id} does not fail`);
    for (const id of Object.keys(counterparts)) {
      if (own[id] === other[id]) continue;
      const explanation = explanations.find(
        (one) =>
          one.controlId === id && one.ours === own[id] && one.theirs === other[id] && one.when.test(name),
      );
      if (explanation) used.add(explanation);
      else unexplained.push(`${name}: ${id} is ${own[id]} to us and ${other[id]} to Prowler`);
      console.log(
        `${name}: ${id} ${own[id]}, Prowler ${other[id]}: ${explanation?.reason ?? 'NOT EXPLAINED'}`,
      );
    }
    console.log(`${name}: compared`);
  };

  await selectAsConsole(organization);
  await stir(organization);
  await compare(compliant, [], organization.bucket);
  unexplained.push(...(await misread(organization, compliant)));
  const words = process.argv.slice(2);
  const chosen = misconfigurations.filter(
    ({ what }) => words.length === 0 || words.some((word) => what.includes(word)),
  );
  for (const { what, controlId, inAws } of chosen) {
    await inAws(organization);
    const bucket = /no versions|no Object Lock/.test(what) ? 'example-plain-logs' : organization.bucket;
    await compare(what, [controlId], bucket).finally(() => restore(organization));
  }
  if (words.length === 0) {
    await selectByOwnNames(organization);
    await compare(ownNames, [], organization.bucket).finally(() => restore(organization));
    await spoil(organization);
    await compare(
      bad,
      faults.map(({ controlId }) => controlId),
      organization.bucket,
    );
    unexplained.push(...(await misread(organization, bad)));
  }
  const compared = [
    compliant,
    ...chosen.map(({ what }) => what),
    ...(words.length === 0 ? [ownNames, bad] : []),
  ];
  const tried = (when: RegExp) => compared.some((row) => when.test(row));
  unexplained.push(
    ...explanations
      .filter((one) => tried(one.when) && !used.has(one))
      .map((one) => `explains nothing: ${JSON.stringify(one)}`),
  );
  for (const line of unexplained) console.error(line);
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}

await main();
