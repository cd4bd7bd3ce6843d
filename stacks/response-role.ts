import type * as pulumi from '@pulumi/pulumi';
import {
  organizationNames,
  ResponseAction,
  ResponseRole,
  ResponseRoleName,
  responseNames,
} from '@trailguard/baseline';
import type { OrganizationStackSettings } from './settings/settings.ts';
import { tagsOf } from './watch-changes.ts';

/**
 * Lets the responder carry the allowed actions out in an account. The organization trail is started again in the management
 * account, which owns it; nothing else is done there, as nobody but its owners should change it.
 * Without an action for the account there is no role.
 */
export function admitResponder(
  settings: OrganizationStackSettings,
  account: 'management' | 'other',
  opts?: pulumi.ComponentResourceOptions,
): void {
  if (!settings.findingResponse || settings.responseDryRun) return;
  const isManagement = account === 'management';
  const actions = Object.keys(settings.responseActions).filter(
    (action) => (action === ResponseAction.RestartLogging) === isManagement,
  );
  if (actions.length === 0) return;
  new ResponseRole(
    'response',
    {
      roleName: ResponseRoleName,
      region: settings.homeRegion,
      responderRoleArn: responseNames(settings).responderRoleArn,
      organizationId: settings.organizationId,
      actions,
      trailArn: organizationNames(settings).trailArn,
      ...tagsOf(settings),
    },
    opts,
  );
}
