export { EventBase } from './event-base.ts';
