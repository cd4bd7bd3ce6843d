/** A compliant organization in a sandbox, for tests of several packages. */
export { Administrators, auditRole, LocalS3ControlClient, sessionsOf } from './clients.ts';
export { detectorOf } from './detection.ts';
export {
  addAccount,
  bothInsights,
  buildOrganization,
  everySource,
  type TestOrganization,
  twoRegions,
} from './organization.ts';
export { enableSecurityHub } from './security-hub.ts';
export { useOrganization, type UsedOrganization } from './use-organization.ts';
