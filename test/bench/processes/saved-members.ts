/** Writes what an interrupted audit keeps when it has read all accounts of an organization: each as the one that is read here. */
import { audit, SavedAudit } from '@trailguard/audit';
import { largeOrganization, stubCredentials } from '@trailguard/audit/test/aws-at-rates';
import { answerBench } from '../harness/processes.ts';

export interface SavedMembersTask {
  readonly accounts: number;
  readonly regions: number;
  /** Where it is written. */
  readonly file: string;
}

answerBench(async ({ accounts, regions, file }: SavedMembersTask): Promise<number> => {
  const { audited, accountIds } = largeOrganization(accounts, regions);
  const one = accountIds.at(-1) ?? '';
  await using saved = await SavedAudit.open(file, { of: 'bench' });
  await audit({ organization: audited, credentials: stubCredentials, accounts: [one], saved });
  let text = '';
  for await (const member of saved.kept()) text = JSON.stringify(member);
  for (const id of accountIds)
    if (id !== one)
      await saved.keep(JSON.parse(text.replaceAll(one, id)) as Parameters<typeof saved.keep>[0]);
  return accountIds.length;
});
