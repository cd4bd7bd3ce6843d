import { trailguardPack } from './trailguard-pack.ts';

/** Pulumi loads this file and expects the pack to serve itself. */
trailguardPack();
