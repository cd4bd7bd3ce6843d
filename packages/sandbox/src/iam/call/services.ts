import { type ServiceRules, text } from './rules.ts';
import { account } from './services/account.ts';
import { events } from './services/events.ts';
import { iam } from './services/iam.ts';
import { kms } from './services/kms.ts';
import { lambda } from './services/lambda.ts';
import { logs } from './services/logs.ts';
import { sns, sqs } from './services/messaging.ts';
import { cloudtrail, cloudwatch, config, guardduty } from './services/monitoring.ts';
import { organizations } from './services/organizations.ts';
import { s3 } from './services/s3.ts';
import { sts } from './services/sts.ts';

/** Services with rules of their own, by signing name; all others follow iam-data alone under their own prefix. */
const services: Readonly<Record<string, ServiceRules>> = {
  account,
  'access-analyzer': {
    prefix: 'access-analyzer',
    actions: {
      GetFindingV2: ['access-analyzer:GetFinding'],
      ListFindingsV2: ['access-analyzer:ListFindings'],
    },
    members: { AnalyzerName: ['analyzerName'] },
  },
  athena: {
    prefix: 'athena',
    members: { WorkGroupName: ['WorkGroup', 'Name'], DataCatalogName: ['CatalogName', 'Name'] },
  },
  cloudtrail,
  config,
  detective: {
    prefix: 'detective',
    actions: { ListOrganizationAdminAccounts: ['detective:ListOrganizationAdminAccount'] },
  },
  events,
  guardduty,
  iam,
  kms,
  lambda,
  logs,
  monitoring: cloudwatch,
  organizations,
  s3,
  scheduler: {
    prefix: 'scheduler',
    arns: {
      schedule: ({ call, accountId, partition }) => {
        const name = /Schedule$/.test(call.operation) ? text(call, 'Name') : undefined;
        const group = text(call, 'GroupName') ?? 'default';
        return name === undefined
          ? []
          : [`arn:${partition}:scheduler:${call.region}:${accountId}:schedule/${group}/${name}`];
      },
    },
    members: { GroupName: ['Name'] },
  },
  secretsmanager: { prefix: 'secretsmanager', hasResourcePolicies: true },
  sns,
  sqs,
  ssm: { prefix: 'ssm', members: { ParameterNameWithoutLeadingSlash: ['Name'], DocumentName: ['Name'] } },
  sts,
  tagging: { prefix: 'tag' },
};

/** Names under which a service model, rather than its signature, may be known. */
const aliases: Readonly<Record<string, string>> = {
  accessanalyzer: 'access-analyzer',
  cloudwatch: 'monitoring',
  resourcegroupstaggingapi: 'tagging',
  s3control: 's3',
};

/** Rules of a service, by the name it signs with or the name of its model. */
export function rulesFor(service: string): ServiceRules {
  const name = Object.hasOwn(aliases, service) ? (aliases[service] ?? service) : service;
  return (Object.hasOwn(services, name) ? services[name] : undefined) ?? { prefix: name };
}
