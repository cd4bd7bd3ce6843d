import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportPreviews } from '@trailguard/policy-pack/state';
import { previewOrganization, readOrganizationFile } from '@trailguard/stacks/bring-up';
import { deliverReport } from '../deliver-report.ts';
import { ExitCode, exitCodeOf } from '../exit-code.ts';
import type { PreviewOrgFlags } from './command.ts';

/** What a caller may replace; a test runs the embedded engine. */
export type PreviewPlaces = Pick<
  Parameters<typeof previewOrganization>[1],
  'pulumiCommand' | 'environment' | 'signal'
>;

/**
 * Previews the stacks of an organization with the pack, writes one report, and answers with the exit code.
 *
 * @throws when the organization's file or the pack cannot be used: then nothing was previewed.
 */
export async function previewOrg(
  file: string,
  flags: PreviewOrgFlags,
  places: PreviewPlaces = {},
): Promise<number> {
  const plan = await readOrganizationFile(file);
  const pack = packIn(flags.policyPack);
  const config = flags.policyPackConfig === undefined ? undefined : resolve(flags.policyPackConfig);
  const previews = await previewOrganization(plan, {
    ...places,
    policyPacks: [pack],
    parallel: flags.parallel,
    ...(config === undefined ? {} : { policyPackConfigs: [config] }),
    ...(flags.projects === undefined ? {} : { projects: resolve(flags.projects) }),
    report: (line) => process.stderr.write(`${line}\n`),
  });
  const report = reportPreviews(previews, new Date().toISOString());
  await deliverReport(report, flags);
  if (previews.some(({ error }) => error !== undefined)) return ExitCode.refused;
  return exitCodeOf(report, flags);
}

/** The folder of the pack. @throws when it holds none, or it was never built. */
function packIn(folder: string | undefined): string {
  const pack =
    folder === undefined
      ? dirname(fileURLToPath(import.meta.resolve('@trailguard/policy-pack/PulumiPolicy.yaml')))
      : resolve(folder);
  if (!existsSync(join(pack, 'PulumiPolicy.yaml'))) {
    throw new Error(`${pack} is no policy pack: it has no PulumiPolicy.yaml`);
  }
  if (folder === undefined && !existsSync(join(pack, 'dist/index.js'))) {
    throw new Error(
      `The policy pack in ${pack} was not built; run pnpm --filter @trailguard/policy-pack build`,
    );
  }
  return pack;
}
