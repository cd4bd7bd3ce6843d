export { createServiceClient, type ServiceClient, type ServiceClientOptions } from './client.ts';
export type { components, operations, paths } from './schema.d.ts';
