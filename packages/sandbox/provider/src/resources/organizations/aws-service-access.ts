import {
  type EnabledServicePrincipal,
  Organizations,
  paginateListAWSServiceAccessForOrganization,
} from '@aws-sdk/client-organizations';
import type {
  AwsServiceAccessArgs,
  AwsServiceAccessState,
} from '@pulumi/aws/organizations/awsServiceAccess.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError } from '../../core/retry.ts';
import { timestamp } from './accounts.ts';

const ENABLE =
  'https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAWSServiceAccess.html';
const BUSY = [
  'ConcurrentModificationException',
  'FinalizingOrganizationException',
  'TooManyRequestsException',
];

/** Trusted access of one service; others are not touched. Id and import id: the service principal. */
export const awsServiceAccess = defineResource<AwsServiceAccessArgs, AwsServiceAccessState>({
  token: 'aws:organizations/awsServiceAccess:AwsServiceAccess',
  properties: { servicePrincipal: { required: true, replaces: ENABLE } },
  computed: { dateEnabled: true },
  async create(inputs, context) {
    const ServicePrincipal = inputs.servicePrincipal;
    const organizations = context.client(Organizations);
    await context.retry(
      () => organizations.enableAWSServiceAccess({ ServicePrincipal }),
      (error) => isError(error, BUSY),
      60_000,
    );
    return ServicePrincipal;
  },
  async read(id, context) {
    const found = await find(id, context);
    return found && { dateEnabled: timestamp(found.DateEnabled), servicePrincipal: id };
  },
  async delete(id, context) {
    const organizations = context.client(Organizations);
    await context.retry(
      () => organizations.disableAWSServiceAccess({ ServicePrincipal: id }),
      (error) => isError(error, BUSY),
      60_000,
    );
  },
});

async function find(
  principal: string,
  context: ResourceContext,
): Promise<EnabledServicePrincipal | undefined> {
  for await (const page of paginateListAWSServiceAccessForOrganization(
    { client: context.client(Organizations) },
    {},
  )) {
    const found = page.EnabledServicePrincipals?.find(
      ({ ServicePrincipal }) => ServicePrincipal === principal,
    );
    if (found) return found;
  }
  return undefined;
}
