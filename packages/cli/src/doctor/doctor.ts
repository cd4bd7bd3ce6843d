import { auditActions } from '@trailguard/audit';
import { ExitCode } from '../exit-code.ts';
import { readOrganization } from '../organization.ts';
import { type Check, type Finding, unknown } from './check.ts';
import { checks } from './checks/index.ts';
import type { DoctorFlags } from './command.ts';
import { Patient } from './patient.ts';
import { describeExamination } from './text.ts';

/** What a check found, or why it was left out. */
export interface Examined {
  readonly name: string;
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly leftOut?: string;
}

/**
 * Runs the checks, prints what they found, and answers with the exit code.
 *
 * @param file the organization's file; without it, checks that need one are left out
 * @throws when the file cannot be used
 */
export async function examine(file: string | undefined, flags: DoctorFlags): Promise<number> {
  const organization = file === undefined ? undefined : await readOrganization(file);
  using patient = new Patient(flags, organization);
  const chosen = checks.filter(({ name }) => flags.only?.some((one) => one === name) ?? true);
  const examined: Examined[] = [];
  // One after the other: the first that AWS refuses tells why the others would be.
  for (const check of chosen)
    examined.push(await runCheck(check, patient, whyLeftOut(check, patient, flags)));
  const text = flags.json
    ? `${JSON.stringify({ schema: 'trailguard.doctor/1', checks: examined }, null, 2)}\n`
    : describeExamination(examined);
  process.stdout.write(text);
  return exitCodeOf(examined);
}

/**
 * Prints the policy by which a role may do all that an audit does, and nothing else. The management account's role enters the
 * role of the same name in the others; theirs can use that statement for nothing, as none of them lets another in.
 */
export function printAuditPolicy(role: string): void {
  const Statement = [
    { Sid: 'TrailGuardAudit', Effect: 'Allow', Action: auditActions, Resource: '*' },
    {
      Sid: 'EnterOtherAccounts',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: `arn:*:iam::*:role/${role}`,
    },
  ];
  process.stdout.write(`${JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)}\n`);
}

function whyLeftOut(
  { needs }: Check,
  { organization }: Patient,
  { offline }: DoctorFlags,
): string | undefined {
  if (offline === true && needs !== 'nothing') return 'it asks AWS, and --offline was given';
  if (needs === 'organization' && organization === undefined) return 'it needs the organization’s file';
  return undefined;
}

async function runCheck(check: Check, patient: Patient, leftOut: string | undefined): Promise<Examined> {
  const { name, title } = check;
  if (leftOut !== undefined) return { name, title, findings: [], leftOut };
  try {
    return { name, title, findings: await check.run(patient) };
  } catch (error) {
    return { name, title, findings: [notAnswered(error as Error)] };
  }
}

/** Credentials that there are not, a network that is not there and what AWS refuses all come as errors. */
function notAnswered({ name, message }: Error): Finding {
  const says = `could not be looked at: ${name === 'Error' ? '' : `${name}: `}${message}`;
  if (/CredentialsProvider|ExpiredToken|InvalidClientTokenId|UnrecognizedClient/.test(name))
    return unknown(says, 'sign in, as by "aws sso login", and name the profile in AWS_PROFILE');
  if (/AccessDenied|Unauthorized|NotAuthorized/.test(name))
    return unknown(says, 'let who you are do that, or take credentials that may');
  return unknown(says, 'see whether AWS can be reached from here (proxy, AWS_ENDPOINT_URL), and try again');
}

/** The gravest decides: what stops the product, then what could not be told. */
function exitCodeOf(examined: readonly Examined[]): number {
  const levels = examined.flatMap(({ findings }) => findings.map(({ level }) => level));
  if (levels.includes('fault')) return ExitCode.findings;
  return levels.includes('unknown') ? ExitCode.partial : ExitCode.ok;
}
