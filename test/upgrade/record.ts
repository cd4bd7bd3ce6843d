/**
 * Records the state that a release leaves behind, for the upgrade tests of later ones:
 *
 *   node test/upgrade/record.ts FOLDER
 *
 * provisions a sandbox organization and vends an account by the service, then writes each stack's
 * checkpoint and the ids that stand in them to FOLDER. Run once a release; a recorded state never changes.
 */
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { regions, startService } from '../end-to-end/service.ts';

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('usage: record.ts FOLDER');
const folder = resolve(target);

await using running = await startService({ regions });
const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
await running.job(job.id);
const vend = await running.post<{ job: { id: string } }>('/v1/accounts', {
  name: 'payments',
  email: 'payments@example.com',
  organizationalUnitId: running.service.workloadsUnitId,
});
const { result } = await running.job(vend.job.id);

const { accounts, organizationId } = running.service.sandbox;
await mkdir(folder, { recursive: true });
await writeFile(
  join(folder, 'ids.json'),
  `${JSON.stringify(
    { organizationId, ...accounts, member: result?.accountId, unit: running.service.workloadsUnitId },
    null,
    2,
  )}\n`,
);
const stacks = join(running.folder, 'pulumi', '.pulumi', 'stacks');
for (const project of await readdir(stacks)) {
  const [file] = (await readdir(join(stacks, project))).filter((name) => name.endsWith('.json'));
  if (file !== undefined) await copyFile(join(stacks, project, file), join(folder, `${project}.json`));
}
