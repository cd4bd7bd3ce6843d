import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import {
  type EngineEvent,
  LocalWorkspace,
  type PulumiFn,
  type Stack,
} from '@pulumi/pulumi/automation/index.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedPulumi } from '../src/index.ts';
import { ProbeProject, project, stack } from './probe-project.ts';

/** A resource of the test provider. */
class Thing extends pulumi.CustomResource {
  declare readonly out: pulumi.Output<string>;
  declare readonly region: pulumi.Output<string>;
  constructor(name: string, args: pulumi.Inputs = {}, options: pulumi.CustomResourceOptions = {}) {
    const outputs = { out: undefined, region: undefined };
    super('probe:index:Thing', name, { ...outputs, ...args }, { version: '1.0.0', ...options });
  }
}

class Probe extends pulumi.ProviderResource {
  constructor(name: string, args: pulumi.Inputs) {
    super('probe', name, args, { version: '1.0.0' });
  }
}

/** A component that its provider would have to make. */
class Far extends pulumi.ComponentResource {
  constructor(name: string) {
    super('probe:index:Far', name, {}, {}, true);
  }
}

/** A resource of a provider that nobody has. */
class Unheard extends pulumi.CustomResource {
  constructor(name: string) {
    super('other:index:Thing', name, {});
  }
}

/** Says in a value of what kind it is; the SDK throws at a kind that it does not know. */
const { specialSigKey } = pulumi.runtime;

let probe: ProbeProject;
beforeEach(() => {
  probe = new ProbeProject('inline');
});
afterEach(() => probe.remove());

const open = (program: PulumiFn): Promise<Stack> =>
  LocalWorkspace.createOrSelectStack(
    { stackName: stack, projectName: project, program },
    { workDir: probe.path, pulumiCommand: embeddedPulumi(), envVars: probe.env },
  );

const resources = () => (probe.deployment()?.resources ?? []) as { urn: string; inputs?: unknown }[];
const names = () => resources().map(({ urn }) => urn.split('::').at(-1));
const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: Error) => error,
  );

describe('an inline program of the Automation API', () => {
  it('is deployed, left alone when nothing changed, and destroyed', async () => {
    const deployed = await open(async () => {
      const first = new Thing('first', { value: '1' });
      return { out: new Thing('second', { value: first.out }).out };
    });
    const up = await deployed.up();
    expect(up.outputs.out?.value).toBe('out:second-1:"out:first-1:\\"1\\""');
    expect(up.summary.resourceChanges).toEqual({ create: 3 });
    expect((await deployed.up({ expectNoChanges: true })).summary.resourceChanges).toEqual({ same: 3 });
    expect((await deployed.destroy()).summary.resourceChanges).toEqual({ delete: 3 });
    expect(probe.backing()).toEqual({});
  });

  it('is previewed without a change to the state or to what exists', async () => {
    const previewed = await open(async () => {
      new Thing('new');
    });
    expect((await previewed.preview()).changeSummary).toEqual({ create: 2 });
    expect([names(), probe.backing()]).toEqual([[], {}]);
  });

  it('tells its events and its text while it runs', async () => {
    const events: EngineEvent[] = [];
    let text = '';
    const told = await open(async () => {
      new Thing('told');
    });
    await told.up({
      onEvent: (event) => events.push(event),
      onOutput: (part) => {
        text += part;
      },
    });
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index));
    expect(events.at(0)?.preludeEvent).toBeDefined();
    expect(events.some(({ resOutputsEvent }) => resOutputsEvent?.metadata.urn.endsWith('::told'))).toBe(true);
    expect(events.at(-1)?.cancelEvent).toBeDefined();
    expect(text).toContain('+ 2 created');
  });

  it('gives unknown outputs, without asking the provider, while a provider needs a value to come', async () => {
    let regionIsKnown: boolean | undefined;
    const chained = await open(async () => {
      const source = new Thing('source', { value: 'eu' });
      const provider = new Probe('later', { region: source.out });
      const { region } = new Thing('dependent', {}, { provider });
      regionIsKnown = await (region as unknown as { isKnown: Promise<boolean> }).isKnown;
    });
    expect((await chained.preview()).changeSummary).toEqual({ create: 4 });
    expect(regionIsKnown).toBe(false);
    expect(probe.calls().filter(({ urn }) => String(urn).endsWith('::dependent'))).toEqual([]);
  });

  it('never has more steps at once than the limit says', async () => {
    const many = await open(async () => {
      for (let index = 0; index < 6; index++) new Thing(`many${index}`, { delayMs: 150 });
    });
    await many.up({ parallel: 2 });
    let running = 0;
    const atOnce = probe.calls().flatMap(({ call, phase }) => {
      if (call !== 'create') return [];
      running += phase === 'start' ? 1 : -1;
      return [running];
    });
    expect(Math.max(...atOnce)).toBe(2);
  });

  it('keeps secrets of the configuration out of state and text', async () => {
    const secretive = await open(async () => {
      const token = new pulumi.Config().requireSecret('token');
      return { token: new Thing('secretive', { value: token }).out };
    });
    await secretive.setConfig('token', { value: 'hunter22', secret: true });
    const { stdout, outputs } = await secretive.up();
    expect(stdout).not.toContain('hunter22');
    expect(outputs.token?.value).toContain('hunter22');
    const inputs = JSON.stringify(resources().map((resource) => resource.inputs));
    expect(inputs).toContain('ciphertext');
    expect(inputs).not.toContain('hunter22');
  });
});

describe('a run that goes wrong', () => {
  it('saves what was finished when a step fails, and does not begin the rest', async () => {
    const failing = await open(async () => {
      const good = new Thing('good', { value: 'g' });
      const bad = new Thing('bad', { value: good.out, failCreate: 'no room' });
      new Thing('never', { value: bad.out });
    });
    expect((await failure(failing.up())).message).toContain('create failed: no room');
    expect(names()).toEqual([`${project}-${stack}`, 'default_1_0_0', 'good']);
    expect(Object.keys(probe.backing())).toEqual(['good-1.1']);
  });

  it('keeps what a resource rests on that could not be deleted, and deletes the rest when told to go on', async () => {
    const program = await open(async () => {
      const provider = new Probe('own', { region: 'eu' });
      const base = new Thing('base', {}, { provider });
      new Thing('stubborn', { failDelete: 'in use' }, { provider, dependsOn: base });
      new Thing('free', {}, { provider });
    });
    await program.up();
    expect((await failure(program.destroy({ continueOnError: true }))).message).toContain('in use');
    expect(names().filter((name) => !name?.startsWith(project))).toEqual(['own', 'base', 'stubborn']);
    expect((await program.preview()).changeSummary).toEqual({ create: 1, same: 4 });
  });

  it('deletes nothing when the program throws', async () => {
    const before = await open(async () => {
      new Thing('kept');
    });
    await before.up();
    const broken = await open(async () => {
      throw new Error('the program is broken');
    });
    expect((await failure(broken.up())).message).toContain('the program is broken');
    expect(names()).toContain('kept');
  });

  it('ends and says why when the SDK cannot read what a resource became, which its program awaits for ever', async () => {
    const strange = await open(async () => {
      const slow = new Thing('slow', { delayMs: 3000 });
      const value = { [specialSigKey]: 'of a kind that nobody knows' };
      return { out: new Thing('strange', { value }).out, slow: slow.out };
    });
    expect((await failure(strange.up())).message).toContain('of a kind that nobody knows');
    expect(names()).toEqual(expect.arrayContaining(['slow', 'strange']));
  });

  it('finishes and saves what is in flight when it is aborted', async () => {
    const controller = new AbortController();
    const aborted = await open(async () => {
      const slow = new Thing('slow', { delayMs: 800 });
      new Thing('after', { value: slow.out });
    });
    const ended = failure(aborted.up({ signal: controller.signal }));
    expect(await probe.reached({ call: 'create', phase: 'start', name: 'slow' }, 0)).toBe(true);
    controller.abort();
    expect((await ended).message).toContain('update canceled');
    expect(names()).toContain('slow');
    expect(names()).not.toContain('after');
    expect(probe.deployment()?.pending_operations).toBeUndefined();
  });

  it('refuses a second update at the same time, naming who has the lock', async () => {
    const slow = await open(async () => {
      new Thing('slow', { delayMs: 1500 });
    });
    const first = slow.up();
    expect(await probe.reached({ call: 'create', phase: 'start', name: 'slow' }, 0)).toBe(true);
    const error = await failure(slow.up());
    expect(error.name).toBe('ConcurrentUpdateError');
    expect(error.message).toContain(`(pid ${process.pid})`);
    await first;
  });

  it('says which plugin died, and leaves the operation pending', async () => {
    const folder = join(probe.path, 'mortal');
    mkdirSync(folder);
    const real = join(import.meta.dirname, 'golden/fixtures/provider/index.js');
    writeFileSync(join(folder, 'PulumiPlugin.yaml'), 'runtime: nodejs\n');
    writeFileSync(
      join(folder, 'index.js'),
      `setInterval(() => require('fs').existsSync('${join(probe.path, 'die')}') && process.exit(9), 20);\nrequire('${real}');\n`,
    );
    const settings = join(probe.path, 'Pulumi.yaml');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace(/path: .*/, `path: ${folder}`));
    const mortal = await open(async () => {
      new Thing('victim', { delayMs: 5000 });
    });
    const ended = failure(mortal.up());
    expect(await probe.reached({ call: 'create', phase: 'start', name: 'victim' }, 0)).toBe(true);
    appendFileSync(join(probe.path, 'die'), '');
    expect((await ended).message).toContain("provider plugin 'probe' exited with code 9");
    expect(names()).not.toContain('victim');
    const pending = probe.deployment()?.pending_operations as {
      type: string;
      resource: { urn: string };
    }[];
    expect(pending.map(({ type, resource }) => [type, resource.urn.split('::').at(-1)])).toEqual([
      ['creating', 'victim'],
    ]);
  });

  it('says how to name a provider that it does not know', async () => {
    const unknown = await open(async () => {
      new Unheard('unknown');
    });
    expect((await failure(unknown.preview())).message).toContain('plugins.providers (name: other');
  });

  it.each([
    ['a remote component', () => new Far('far')],
    ['a stack reference', () => new pulumi.StackReference('organization/other/stack')],
  ])('refuses %s by its name', async (_what, make) => {
    const asking = await open(async () => {
      make();
    });
    expect((await failure(asking.preview())).message).toMatch(
      /not supported by the embedded engine: (remote components|stack references)/,
    );
  });
});

describe('an update that is canceled before its program begins', () => {
  it('ends, gives its lock back and creates nothing', async () => {
    const canceled = await open(async () => {
      new Thing('a');
    });
    await failure(canceled.up({ signal: AbortSignal.abort() }));
    expect(names()).not.toContain('a');
    // A lock that was left would refuse this.
    expect((await canceled.up()).summary.result).toBe('succeeded');
    expect(names()).toContain('a');
  });
});
