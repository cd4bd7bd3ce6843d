import { readControlFindings, readFindingsAction } from '@trailguard/audit';
import { readReport } from '@trailguard/controls/comparison';
import {
  compareOpinions,
  type HeardFindings,
  mappedSecurityControls,
  type SecondOpinion,
  secondOpinionText,
  summaryOfSecondOpinion,
} from '@trailguard/controls/second-opinion';
import { ExitCode } from '../exit-code.ts';
import { type Organization, readOrganization } from '../organization.ts';
import { readInputs } from '../read-inputs.ts';
import { sessions } from '../sessions.ts';
import { writeOutput } from '../write-output.ts';
import type { SecondOpinionFlags } from './command.ts';

/**
 * Holds a report beside Security Hub's findings, writes where they differ, and answers with the exit code.
 *
 * @throws when the report is none of live accounts, or Security Hub cannot be read.
 */
export async function compareSecurityHub(
  file: string,
  reportFile: string,
  { role, format, output }: SecondOpinionFlags,
): Promise<number> {
  const [input] = await readInputs([reportFile]);
  if (input === undefined) throw new Error('a report is needed');
  const report = readReport(input.text, input.name);
  if (report.lens !== 'live')
    throw new Error(
      `${input.name} is of the lens ${report.lens}; Security Hub speaks of live accounts: make a report with trailguard audit --format json`,
    );
  const opinion = compareOpinions(report, await heard(await readOrganization(file), role));
  const text = format === 'json' ? `${JSON.stringify(opinion, undefined, 2)}\n` : secondOpinionText(opinion);
  await writeOutput(text, output);
  if (output !== undefined)
    process.stderr.write(`${summaryOfSecondOpinion(opinion)}; the comparison is ${output}\n`);
  return exitCodeOf(opinion);
}

async function heard(organization: Organization, role: string): Promise<HeardFindings> {
  const { securityAccountId, homeRegion } = organization.audited;
  try {
    return await readControlFindings({
      administratorAccountId: securityAccountId,
      homeRegion,
      securityControlIds: mappedSecurityControls(),
      credentials: sessions(organization, role),
    });
  } catch (cause) {
    throw new Error(
      `Security Hub could not be read in ${securityAccountId}/${homeRegion}: ${(cause as Error).message}; it has to be on there, ` +
        `and the role ${role} needs ${readFindingsAction}`,
      { cause },
    );
  }
}

function exitCodeOf({ disagreements, complete, unheard }: SecondOpinion): number {
  if (disagreements.length > 0) return ExitCode.findings;
  return complete && unheard.length === 0 ? ExitCode.ok : ExitCode.partial;
}
