import type { SubjectKind, Subjects } from '../model/control.ts';
import type { Estate } from '../model/estate.ts';
import type { Collection, Fact, Unknown } from '../model/fact.ts';
import { isUnknown, unknownBecause } from '../model/fact.ts';
import type { Observation, Observed } from '../model/observation.ts';
import { identityOf } from '../model/observation.ts';

/** A thing to be judged, or why such things could not be found. */
export type Found<K extends SubjectKind> =
  | { readonly id: string; readonly observation: Observation; readonly subject: Subjects[K] }
  | { readonly id: string; readonly observation: Observation; readonly hidden: Unknown }
  | { readonly id: string; readonly observation: Observation; readonly absent: string };

/** Stands for the organization of an account that has none. */
export const standalone = {
  id: 'organization',
  observation: {},
  absent: 'the account belongs to no organization',
} as const;

/** The text of a fact, if it has one. */
export function text(fact: Fact<string>): string | undefined {
  return isUnknown(fact) || fact === null ? undefined : fact;
}

/** All things of a list, and one that stands for those that could not be listed. */
export function found<T extends Observed>(
  kind: SubjectKind,
  { items, complete }: Collection<T>,
  nameOf: (item: T) => string | undefined,
) {
  const subjects = items.map((subject, index) => ({
    id: nameOf(subject) ?? identityOf(subject) ?? `${kind} ${index + 1}`,
    observation: subject.observation,
    subject: subject as never,
  }));
  return complete === true ? subjects : [...subjects, hiddenOthers(kind, complete)];
}

/** Stands for things that a lens could not list. */
export function hiddenOthers(kind: SubjectKind, hidden: Unknown) {
  return { id: `other ${kind}s`, observation: {}, hidden };
}

/** A live reading must have an answer for each Region that the management account has enabled. */
export function unreadRegions(
  { organization, accounts, lens }: Estate,
  read: readonly { readonly region: Fact<string> }[],
  what: string,
) {
  if (lens !== 'live' || organization === null || isUnknown(organization)) return [];
  const management = accounts.items.find(({ id }) => id === organization.managementAccountId);
  const enabled =
    management === undefined || isUnknown(management.enabledRegions) ? [] : management.enabledRegions;
  return (enabled ?? [])
    .filter((region) => !read.some((item) => item.region === region))
    .map((region) => ({
      id: region,
      observation: {},
      hidden: unknownBecause('not-read', `${what} in ${region} were not read`),
    }));
}
