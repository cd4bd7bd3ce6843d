import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import { page } from '../page.ts';
import { organizationState } from '../organizations/service.ts';
import { arns } from '../organizations/view.ts';
import type { SandboxContext, Service } from '../service.ts';
import { controlTowerState } from './state.ts';

/** Version of the landing zone that the sandbox poses as. */
const version = '3.3';

/** Mandatory controls of a registered unit: https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html */
const controls = [
  'AWS-GR_CLOUDTRAIL_ENABLED',
  'AWS-GR_IAM_ROLE_CHANGE_PROHIBITED',
  'AWS-GR_SNS_CHANGE_PROHIBITED',
];

/** Control Tower, as far as it takes to see that it is there. Nothing can be changed through it. */
export const controlTower: Service = {
  name: 'controltower',
  operations: {
    /** https://docs.aws.amazon.com/controltower/latest/APIReference/API_ListLandingZones.html */
    ListLandingZones: (call, sandbox) => {
      const zone = landingZone(call, sandbox);
      return { landingZones: zone ? [{ arn: zone.arn }] : [] };
    },
    /** https://docs.aws.amazon.com/controltower/latest/APIReference/API_GetLandingZone.html */
    GetLandingZone: (call, sandbox) => {
      const zone = landingZone(call, sandbox);
      if (!zone || zone.arn !== call.input.landingZoneIdentifier) {
        throw new AwsError('ResourceNotFoundException', 'The landing zone does not exist.', 404);
      }
      return {
        landingZone: {
          arn: zone.arn,
          version,
          latestAvailableVersion: version,
          status: 'ACTIVE',
          driftStatus: { status: 'IN_SYNC' },
          manifest: {
            governedRegions: zone.regions,
            organizationStructure: { security: { name: 'Security' } },
            centralizedLogging: { accountId: zone.logArchive, enabled: true },
            securityRoles: { accountId: zone.audit },
            accessManagement: { enabled: true },
          },
        },
      };
    },
    /** https://docs.aws.amazon.com/controltower/latest/APIReference/API_ListEnabledControls.html */
    ListEnabledControls: (call, sandbox) => {
      const zone = landingZone(call, sandbox);
      const { targetIdentifier: target } = call.input as { targetIdentifier?: string };
      const organization = organizationState(sandbox);
      const unit = organization.units.find(
        (each) => target === undefined || arns(organization).unit(each.id) === target,
      );
      if (!zone || !unit)
        throw new AwsError('ResourceNotFoundException', 'The target is not registered.', 404);
      const targetIdentifier = arns(organization).unit(unit.id);
      const { items, next } = page(
        controls,
        { MaxResults: call.input.maxResults as number, NextToken: call.input.nextToken as string },
        { most: 200, invalid: () => new AwsError('ValidationException', 'The token is not valid.') },
      );
      return {
        ...(next.NextToken === undefined ? {} : { nextToken: next.NextToken }),
        enabledControls: items.map((name) => ({
          arn: `${zone.arn.split(':landingzone')[0]}:enabledcontrol/${unit.id}${name.length}`,
          controlIdentifier: `arn:aws:controltower:${call.region}::control/${name}`,
          targetIdentifier,
          statusSummary: { status: 'SUCCEEDED' },
          driftStatusSummary: { driftStatus: 'IN_SYNC' },
        })),
      };
    },
  },
};

/** The landing zone, as the management account sees it in its home region. */
function landingZone(call: Call, sandbox: SandboxContext) {
  if (call.caller.accountId !== sandbox.organization.managementAccountId) {
    throw new AwsError('AccessDeniedException', 'Only the management account uses Control Tower.', 403);
  }
  const zone = controlTowerState(sandbox).landingZone;
  return zone?.arn.split(':')[3] === call.region ? zone : undefined;
}
