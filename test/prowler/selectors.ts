import { CloudTrailClient, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import { everySource, type TestOrganization } from '@trailguard/audit/test';

/**
 * The selectors of the organization's trail, that of management events named as CloudTrail's console names it: Prowler takes it for
 * one by that name alone, and a comparison in which it never does would compare nothing.
 */
const namedByConsole = {
  AdvancedEventSelectors: everySource.AdvancedEventSelectors.map((selector) =>
    selector.Name === 'management' ? { ...selector, Name: 'Management events selector' } : selector,
  ),
};

/** Records all events, with the console's name for those of management. */
export function selectAsConsole(organization: TestOrganization): Promise<void> {
  return select(organization, namedByConsole);
}

/** Records the same events, with names of one's own. */
export function selectByOwnNames(organization: TestOrganization): Promise<void> {
  return select(organization, everySource);
}

async function select(
  { administrators, audited, trailName }: TestOrganization,
  selectors: typeof everySource,
): Promise<void> {
  const cloudtrail = await administrators.client(CloudTrailClient, audited.managementAccountId);
  await cloudtrail.send(new PutEventSelectorsCommand({ TrailName: trailName, ...selectors }));
}
