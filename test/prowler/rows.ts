import { misconfigurations } from './misconfigurations.ts';

/** Rows of the comparison that are no single fault. */
export const compliant = 'compliant';
export const ownNames = 'the selectors have names of their own';
export const bad = 'all faults at once';

/** Faults that can be there together: none hides what another one is about, or takes what it needs. */
export const faults = misconfigurations.filter(
  ({ what }) =>
    !/^the trail is stopped|no versions|no Object Lock|anybody may write|deletion is not denied|Insights/.test(
      what,
    ),
);

/** All rows, in the order in which they are compared. */
export const rows: readonly string[] = [
  ...new Set([compliant, ...misconfigurations.map(({ what }) => what), ownNames, bad]),
];
