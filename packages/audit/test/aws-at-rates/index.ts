/** An organization of any size on an AWS that answers no faster than AWS does, for tests and benches. */
export { type LargeOrganization, largeOrganization } from './large-organization.ts';
export { type AwsAtRates, type CallCounts, startAwsAtRates, stubCredentials } from './server.ts';
