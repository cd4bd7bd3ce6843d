/** Name of the stacks that exist once for an organization. */
export const organizationStackName = 'organization';

/** Folders of the stacks that exist once for an organization, in the order in which they are applied. */
export const organizationStacks = ['log-archive', 'organization', 'security'] as const;
export type OrganizationStack = (typeof organizationStacks)[number];

export function isOrganizationStack(name: string): name is OrganizationStack {
  return organizationStacks.some((folder) => folder === name);
}
