import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import { policyQuotas } from './organizations/quotas.ts';
import { page } from './page.ts';
import type { SandboxContext, Service } from './service.ts';

interface Quota {
  readonly code: string;
  readonly name: string;
  readonly value: number;
  readonly adjustable: boolean;
}

/** Names of the policy types in the names of quotas. */
const policyNames: Readonly<Record<string, readonly [one: string, several: string]>> = {
  SERVICE_CONTROL_POLICY: ['Service control policy', 'Service control policies'],
  RESOURCE_CONTROL_POLICY: ['Resource control policy', 'Resource control policies'],
};

/** A code in AWS's form, made from the name. */
function codeOf(name: string): string {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `L-${hash.toString(16).toUpperCase().padStart(8, '0')}`;
}

/**
 * Quotas of AWS Organizations, as this sandbox holds to them. Names and, but for that of accounts, codes are the sandbox's own:
 * those of AWS could not be read without an account (unverified).
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
function organizationQuotas(sandbox: SandboxContext): Quota[] {
  const { accountLimit } = sandbox.state<{ accountLimit: number }>('organizations', () => ({
    accountLimit: 10,
  }));
  const quota = (name: string, value: number): Quota => ({
    code: codeOf(name),
    name,
    value,
    adjustable: false,
  });
  const accounts = {
    code: 'L-E619E033',
    name: 'Default maximum number of accounts',
    value: accountLimit,
    adjustable: true,
  };
  return [
    accounts,
    ...Object.entries(policyNames).flatMap(([type, [one, several]]) => {
      const limits = policyQuotas[type];
      if (!limits) return [];
      return [
        quota(`${one} document size`, limits.size),
        quota(`${several} attached to one target`, limits.perTarget),
        quota(`${several} in an organization`, limits.inOrganization),
      ];
    }),
  ];
}

/** Service Quotas for the services whose quotas the sandbox holds to; others are not known. https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/Welcome.html */
export const serviceQuotas: Service = {
  name: 'servicequotas',
  operations: {
    ListServices: (call) => {
      const services = [{ ServiceCode: 'organizations', ServiceName: 'AWS Organizations' }];
      const { items, next } = page(services, call.input, paging);
      return { Services: items, ...next };
    },
    ListServiceQuotas: listQuotas,
    ListAWSDefaultServiceQuotas: listQuotas,
    GetServiceQuota: (call, sandbox) => ({ Quota: quotaOf(call, sandbox) }),
    GetAWSDefaultServiceQuota: (call, sandbox) => ({ Quota: quotaOf(call, sandbox) }),
  },
};

const paging = {
  most: 100,
  invalid: () => new AwsError('InvalidPaginationTokenException', 'Invalid token was provided.'),
};

function listQuotas(call: Call, sandbox: SandboxContext): object {
  const { items, next } = page(quotasOf(call, sandbox), call.input, paging);
  return { Quotas: items, ...next };
}

function quotasOf(call: Call, sandbox: SandboxContext): { QuotaCode: string }[] {
  const { ServiceCode: service } = call.input as { ServiceCode?: string };
  if (service !== 'organizations') throw missing(`The sandbox holds to no quotas of the service ${service}.`);
  // Organizations is in one Region: https://docs.aws.amazon.com/general/latest/gr/ao.html
  if (call.region !== 'us-east-1') return [];
  return organizationQuotas(sandbox).map(({ code, name, value, adjustable }) => ({
    ServiceCode: 'organizations',
    ServiceName: 'AWS Organizations',
    QuotaArn: `arn:aws:servicequotas::${call.caller.accountId}:organizations/${code}`,
    QuotaCode: code,
    QuotaName: name,
    Value: value,
    Unit: 'None',
    Adjustable: adjustable,
    GlobalQuota: true,
  }));
}

function quotaOf(call: Call, sandbox: SandboxContext): object {
  const found = quotasOf(call, sandbox).find(({ QuotaCode }) => QuotaCode === call.input.QuotaCode);
  if (!found) throw missing(`The request failed because the specified quota does not exist.`);
  return found;
}

const missing = (message: string) => new AwsError('NoSuchResourceException', message);
