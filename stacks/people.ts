import {
  AccessPolicies,
  type FederatedPeople,
  type Investigators,
  type Operators,
  partitionOf,
} from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';
import { tagsOf } from './watch-changes.ts';

/** What people of an account do. */
export interface PeopleOfAccount {
  readonly accountId: string;
  readonly investigators?: Investigators;
  readonly operators?: Operators;
}

/** The roles of an account's people; none where there is nobody. */
export function admitPeople(
  settings: OrganizationStackSettings,
  people: PeopleOfAccount,
): Record<string, unknown> {
  if (people.investigators === undefined && people.operators === undefined) return {};
  const { roleArns } = new AccessPolicies('people', {
    namePrefix: settings.namePrefix,
    region: settings.homeRegion,
    ...people,
    ...tagsOf(settings),
  });
  return { peopleRoleArns: roleArns };
}

/** Those who answer findings, or change what trails record; nobody where there are none. */
export function operatorsOf(
  settings: OrganizationStackSettings,
  accountId: string,
  task: Omit<Operators, 'principalArns' | 'federated'>,
): { operators?: Operators } {
  const { operatorPrincipalArns: principalArns, operatorSubjects } = settings;
  if (principalArns.length + operatorSubjects.length === 0) return {};
  return { operators: { principalArns, ...federated(settings, accountId, operatorSubjects), ...task } };
}

/** Those whom the identity provider of an account names; nobody where there are none. */
export function federated(
  settings: OrganizationStackSettings,
  accountId: string,
  subjects: string[],
): { federated?: FederatedPeople } {
  const { peopleIdentityProvider: provider, peopleAudience: audience, homeRegion } = settings;
  if (provider === undefined || subjects.length === 0) return {};
  const providerArn = `arn:${partitionOf(homeRegion)}:iam::${accountId}:${provider}`;
  return { federated: { providerArn, subjects, ...(audience === undefined ? {} : { audience }) } };
}
