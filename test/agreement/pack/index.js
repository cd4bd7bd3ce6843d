import { serialize } from 'node:v8';
import { defineControl, fail, trailguardPack } from '@trailguard/policy-pack';

// JavaScript, because Pulumi's runner of packs would compile TypeScript by a compiler of its own.

/** Stands around the estate in the pack’s one finding. */
const mark = '|';

const seen = defineControl({
  id: 'SEEN-01',
  title: 'What the lens sees',
  intent: 'TrailGuard’s own pack reports what fails; by the estate itself passes can be told too.',
  severity: 'low',
  appliesTo: 'estate',
  policies: ['stack'],
  pulumiTypes: [],
  needs: [],
  fix: 'Nothing is wrong.',
  url: 'https://www.pulumi.com/docs/iac/crossguard/',
  evaluate: (_whole, { estate }) => fail(`${mark}${serialize({ ...estate }).toString('base64')}${mark}`),
});

trailguardPack({ name: 'agreement', judges: [seen] });
