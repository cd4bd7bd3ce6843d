import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askProcess } from '../harness/processes.ts';
import { takeTurns } from '../harness/rounds.ts';
import { plugins } from '../stack-runs/paths.ts';
import { packStart, pluginStart } from '../stack-runs/plugin-start.ts';
import type { StackSetting } from './organization.ts';
import { operate, type Place } from './place.ts';

const submodules = ['cloudtrail', 'guardduty', 'iam', 'kms', 's3', 'sns'];

/** What a preview of the organization stack begins with, and what each part of it costs. */
export async function measureStart(newPlace: () => Promise<Place>) {
  await using place = await newPlace();
  const cache = await mkdtemp(join(tmpdir(), 'bench-compile-cache-'));
  // As the service starts its jobs; programs, plugins and packs inherit it.
  const asJob = {
    nodeOptions: ['--import', import.meta.resolve('@trailguard/late-packages')],
    env: { NODE_COMPILE_CACHE: cache },
  };
  const plain = { env: { NODE_COMPILE_CACHE: '', TRAILGUARD_SDK_MESSAGES: 'true' } };
  const [archive, organization] = place.stacks as readonly [StackSetting, StackSetting, ...StackSetting[]];
  // The organization's program looks up what the archive has made.
  await operate(place, archive, 'up');
  const aws = import.meta.resolve('@pulumi/aws');
  const importOf = (modules: readonly string[]) => async () =>
    (await askProcess<{ importMs: number }>('import', { modules }, plain)).answer.importMs;
  const last = { importMs: NaN, programMs: NaN };
  try {
    const rounds = await takeTurns(
      "the organization stack's preview and what it begins with",
      {
        whole: async () => {
          const { answer } = await operate(place, organization, 'preview', {}, asJob);
          Object.assign(last, answer);
          return answer.importMs + answer.operationMs;
        },
        import: () => last.importMs,
        construction: () => last.programMs,
        startUp: () => last.importMs + last.programMs,
        plainStartUp: async () => {
          const { answer } = await operate(place, organization, 'preview', { imports: [aws] }, plain);
          return answer.importMs + answer.programMs;
        },
        withoutTraces: async () => {
          const options = { ...asJob, nodeOptions: [...asJob.nodeOptions, '--stack-trace-limit=0'] };
          const { answer } = await operate(place, organization, 'preview', {}, options);
          return answer.importMs + answer.operationMs;
        },
        provider: () => pluginStart(['dist/main.js'], plugins.aws.path, asJob.env),
        policy: () => packStart(plugins.policyPack),
        wholeAws: importOf([aws]),
        submodules: importOf(submodules.map((name) => import.meta.resolve(`@pulumi/aws/${name}/index.js`))),
      },
      { rounds: 5, warmUps: 1, seconds: 150 },
    );
    return {
      startUpToPlain: rounds.ratio('startUp', 'plainStartUp'),
      wholeToSubmodules: rounds.ratio('wholeAws', 'submodules'),
      tracesToNone: rounds.ratio('whole', 'withoutTraces'),
      importShare: rounds.ratio('import', 'whole'),
      constructionShare: rounds.ratio('construction', 'whole'),
      providerShare: rounds.ratio('provider', 'whole'),
      policyShare: rounds.ratio('policy', 'whole'),
    };
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}
