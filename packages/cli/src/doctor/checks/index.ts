import type { Check } from '../check.ts';
import { accountFeaturesCheck, sdkFeaturesCheck } from './api-features.ts';
import { credentials } from './credentials.ts';
import { delegatedAdministrators } from './delegated-administrators.ts';
import { deployPermissions } from './deploy-permissions.ts';
import { permissions } from './permissions.ts';
import { quotas } from './quotas.ts';
import { regions } from './regions.ts';
import { roles } from './roles.ts';
import { trustedAccess } from './trusted-access.ts';
import { versions } from './versions.ts';

/** All checks, in the order in which they are told. */
export const checks: readonly Check[] = [
  versions,
  sdkFeaturesCheck,
  credentials,
  trustedAccess,
  delegatedAdministrators,
  regions,
  roles,
  permissions,
  deployPermissions,
  quotas,
  accountFeaturesCheck,
];
