import type {
  AccessEstate,
  AlertingEstate,
  ControlPolicyEstate,
  OperationsEstate,
} from '../../src/model/estate.ts';
import type { Collection } from '../../src/model/fact.ts';
import {
  detectionTampering,
  leaving,
  logStorageTampering,
  trailTampering,
} from '../../src/policy/guarded-actions.ts';
import {
  aBreakGlassAccess,
  aControlPolicy,
  aDeliveryAccess,
  aDeny,
  anAccountAccess,
  anAnalyzer,
} from './access.ts';
import { compliantAlerting } from './alerting.ts';
import {
  aLogArrival,
  aLogTable,
  anOrganizationConfigRule,
  aQueryWorkgroup,
  aRecorder,
  aSecurityHub,
  aSecurityHubOrganization,
} from './operations.ts';

const rules = [
  'MULTI_REGION_CLOUD_TRAIL_ENABLED',
  'CLOUD_TRAIL_ENCRYPTION_ENABLED',
  'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
  'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
  'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
  'CLOUDTRAIL_SECURITY_TRAIL_ENABLED',
  'GUARDDUTY_ENABLED_CENTRALIZED',
  'GUARDDUTY_NON_ARCHIVED_FINDINGS',
];

/** The guardrails at the root, and the perimeter of the log storage. */
export function compliantControlPolicies() {
  return [
    aControlPolicy([
      aDeny([...trailTampering]),
      aDeny([...detectionTampering]),
      aDeny([...leaving]),
      aDeny(Object.values(logStorageTampering).flat()),
    ]),
    aControlPolicy(
      [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: ['s3:*', 'kms:*'],
          Resource: '*',
          Condition: {
            StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        },
      ],
      {
        id: 'p-perimeter',
        name: 'perimeter',
        type: 'RESOURCE_CONTROL_POLICY',
        observation: { arn: 'arn:aws:organizations::111111111111:policy/o-exampleorgid/p-perimeter' },
      },
    ),
  ];
}

/** What an estate of these accounts and Regions has beside trails, storage and detection. */
export function compliantParts(
  accountIds: readonly string[],
  regions: readonly string[],
): AccessEstate & AlertingEstate & ControlPolicyEstate & OperationsEstate {
  const everywhere = <T>(make: (place: { accountId: string; region: string }) => T) =>
    all(accountIds.flatMap((accountId) => regions.map((region) => make({ accountId, region }))));
  const special = [aDeliveryAccess(), aBreakGlassAccess()];
  return {
    access: all(
      accountIds.map(
        (accountId) =>
          special.find((access) => access.accountId === accountId) ?? anAccountAccess({ accountId }),
      ),
    ),
    analyzers: all(regions.map((region) => anAnalyzer({ region }))),
    controlPolicies: all(compliantControlPolicies()),
    effectivePolicies: all([]),
    recorders: everywhere(aRecorder),
    organizationConfigRules: all(rules.map((identifier) => anOrganizationConfigRule({ identifier }))),
    securityHubs: everywhere(aSecurityHub),
    securityHubOrganization: aSecurityHubOrganization(),
    ...compliantAlerting(accountIds, regions),
    logTables: all([aLogTable()]),
    queryWorkgroups: all([aQueryWorkgroup()]),
    logArrivals: all(accountIds.map((accountId) => aLogArrival({ accountId }))),
    closedFindings: all([]),
  };
}

function all<T>(items: readonly T[]): Collection<T> {
  return { items, complete: true };
}
