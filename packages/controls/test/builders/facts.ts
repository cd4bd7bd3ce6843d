import { unknownBecause } from '../../src/model/fact.ts';

/** What AWS did not tell, for want of a permission. */
export const denied = unknownBecause('access-denied', 'AccessDenied');

/** What a program does not show: others may have made it. */
export const open = unknownBecause('open-world', 'the program does not show it');
