import { PolicyPack } from '@pulumi/policy';
import { servePack } from '../../src/server/index.ts';
import { fixture } from './policies.ts';

/** `node serve.ts sdk|own`: the same pack by either server. */
if (process.argv[2] === 'sdk') new PolicyPack('fixture', fixture);
else servePack('fixture', fixture);
