import { buildPack } from './build-pack.ts';

await buildPack();
