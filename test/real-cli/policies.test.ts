import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { Administrators } from '@trailguard/audit/test';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unavailable } from './cli.ts';
import { policyPack, writeProject } from './project.ts';
import { CliUser, type Ending, type Place } from './user.ts';

/** A trail of the organization that signs no digests and is right in all that a policy must have. */
const unsignedTrail = `
import * as aws from '@pulumi/aws';

new aws.cloudtrail.Trail('unsigned', {
  name: 'unsigned',
  region: 'us-east-1',
  s3BucketName: 'logs-of-another-program',
  kmsKeyId: 'arn:aws:kms:us-east-1:111111111111:key/11111111-1111-1111-1111-111111111111',
  cloudWatchLogsGroupArn: 'arn:aws:logs:us-east-1:111111111111:log-group:trail:*',
  cloudWatchLogsRoleArn: 'arn:aws:iam::111111111111:role/trail-logs',
  isOrganizationTrail: true,
  isMultiRegionTrail: true,
  includeGlobalServiceEvents: true,
  enableLogging: true,
  enableLogFileValidation: false,
});
`;

describe.skipIf(unavailable)('the real CLI runs the policy pack', () => {
  let sandbox: Sandbox;
  let user: CliUser;
  let place: Place;
  let previewed: Ending;
  let applied: Ending;

  beforeAll(async () => {
    sandbox = await startSandbox({ regions: ['us-east-1'] });
    user = await CliUser.login();
    place = {
      cwd: await writeProject(user.folder, 'unsigned-trail', unsignedTrail),
      env: { ...sandbox.environment },
    };
    await user.succeed(['stack', 'init', 'dev'], place);
    previewed = await user.run(['preview', '--policy-pack', policyPack], place);
    applied = await user.run(['up', '--yes', '--skip-preview', '--policy-pack', policyPack], place);
  }, 300_000);
  afterAll(async () => {
    await user?.[Symbol.asyncDispose]();
    await sandbox?.stop();
  });

  it('refuses a preview that breaks a mandatory control, by the control’s id', () => {
    expect(previewed.exit).toBe(1);
    // CT-23 asks for all that one trail must have, of the whole program: judged by a preview alone, which reads to its end.
    expect(mandatoryControls(previewed).filter((id) => id !== 'CT-23')).toEqual(['CT-06']);
    expect(previewed.stdout).toContain('enableLogFileValidation');
  });

  it('refuses an update too, before the resource is made', async () => {
    expect(applied.exit).toBe(1);
    expect(mandatoryControls(applied)).toEqual(['CT-06']);
    const cloudtrail = await new Administrators(sandbox).client(
      CloudTrailClient,
      sandbox.accounts.management,
    );
    const { trailList } = await cloudtrail.send(new DescribeTrailsCommand({}));
    expect(trailList).toEqual([]);
  });
});

/** Ids of the controls that a command's output names as broken and mandatory. */
function mandatoryControls({ stdout }: Ending): string[] {
  const ids = [...stdout.matchAll(/\[mandatory\]\s+([a-z]+-\d+)-/g)].map(([, id = '']) => id.toUpperCase());
  return [...new Set(ids)].sort();
}
