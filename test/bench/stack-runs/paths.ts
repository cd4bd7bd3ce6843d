import { join } from 'node:path';

const bench = join(import.meta.dirname, '..');
const root = join(bench, '../..');

/** Folders of the plugins, as they ship. */
export const plugins = {
  things: { name: 'things', path: join(bench, 'things/provider') },
  aws: { name: 'aws', path: join(root, 'packages/sandbox/provider') },
  policyPack: join(root, 'policy-pack'),
} as const;
