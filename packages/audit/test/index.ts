/** A compliant organization in a sandbox, for tests of several packages. */
export { Administrators, auditRole, sessionsOf } from './clients.ts';
export {
  addAccount,
  buildOrganization,
  type TestOrganization,
  twoRegions,
} from './organization.ts';
export { useOrganization, type UsedOrganization } from './use-organization.ts';
