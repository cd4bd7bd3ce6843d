export { aboutTypes } from './policies.ts';
export { servePack } from './serve.ts';
export type { StackResource } from './resources.ts';
