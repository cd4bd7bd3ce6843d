export { findAccountByEmail, type ListedAccount } from './account-lookup.ts';
export { type AwsAccess, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';
export { naturalId } from './natural-keys.ts';
