import type { Asked } from '../jobs.ts';
import type { CampaignOrganization } from '../organization.ts';

/** Something to ask for. */
export type Wish = Pick<Asked, 'wanted' | 'name'> & { readonly account?: string };

/** What each client of a round asks for, one after the other: as long as something is to be killed there are jobs of each kind. */
export function wishesOf(
  { accounts: { kept, doomed } }: Pick<CampaignOrganization, 'accounts'>,
  round: number,
): Iterator<Wish>[] {
  return [
    vending(`vended-${round}-a`),
    vending(`vended-${round}-b`),
    again('update', kept),
    again('audit', kept),
    doomed.map(({ name, id }) => ({ wanted: 'destroy' as const, name, account: id })).values(),
  ];
}

function* vending(name: string): Generator<Wish, never> {
  for (let number = 1; ; number++) yield { wanted: 'vend', name: `${name}${number}` };
}

function* again(
  wanted: 'update' | 'audit',
  accounts: CampaignOrganization['accounts']['kept'],
): Generator<Wish, never> {
  for (;;) for (const { name, id } of accounts) yield { wanted, name, account: id };
}
