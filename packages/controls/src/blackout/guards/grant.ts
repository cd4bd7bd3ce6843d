import { guard } from './guard.ts';

/** What a program gives to services and accounts of the organization; the lens of programs finds it. */
export const grant = guard({
  find: () => [],
  measures: {},
  whenGone: 'the resource that gives it is removed',
});
