export { findAccountByEmail, type ListedAccount } from './account-lookup.ts';
export { type Declared, existingId, MadeOnce } from './existing-id.ts';
export { importId } from './import-id.ts';
export { type AwsAccess, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';
export { naturalId } from './natural-keys.ts';
export { type ObstacleScope, obstacleTo } from './obstacles.ts';
export { organizationTrails } from './organization-trails.ts';
