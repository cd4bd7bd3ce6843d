export { aboutTypes } from './policies.ts';
export { servePack } from './serve.ts';
