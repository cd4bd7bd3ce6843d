/** Takes out of a recording what differs from run to run; the rules stand in `fixtures/README.md`. */
import { stripVTControlCharacters } from 'node:util';
import type { Json, Recording, Trace } from './model.ts';

const unknownMarker = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What is cut from every object. */
const volatile = new Set([
  'sourcePosition',
  'stackTrace',
  'created',
  'modified',
  'timestamp',
  'durationSeconds',
  'sequence',
]);

/** Normalizes the steps of one case. */
export class Normalizer {
  readonly #caseFolder: string;
  readonly #providerIds: Map<string, string>;

  /** @param recordings every step of the case: provider ids are named in order of first sight over all of them */
  constructor(caseFolder: string, recordings: Recording[]) {
    this.#caseFolder = caseFolder;
    this.#providerIds = nameProviderIds(recordings);
  }

  /** What the step's trace holds when the step went the same way. */
  step(recording: Recording): Trace {
    const { deployment, second } = recording;
    const pending = deployment?.pending_operations as { type: string; resource: Json }[] | undefined;
    const trace: Trace = {
      exit: recording.exit,
      signal: recording.signal,
      reached: recording.reached,
      events: this.#events(recording.events),
      calls: recording.calls.map((call) => this.#clean(call)),
      second: second && {
        exit: second.exit,
        stderr: this.#text(second.stderr).trim(),
        stdout: this.#tail(second.stdout),
        events: this.#events(second.events),
      },
      stdout: this.#tail(recording.stdout),
      stderr: this.#text(recording.stderr).trim() || undefined,
      state: deployment
        ? ((deployment.resources as Json[] | undefined) ?? []).map((state) => this.#resource(state))
        : { error: recording.exportError },
      pending: pending?.map(({ type, resource }) => ({ type, resource: this.#resource(resource) })),
      outputs: recording.outputs && this.#clean(recording.outputs),
      backing: this.#clean(recording.backing),
    };
    return JSON.parse(JSON.stringify(trace)) as Trace;
  }

  #text(text: string): string {
    return stripVTControlCharacters(text)
      .replaceAll(unknownMarker, '<unknown>')
      .replace(uuid, (id) => this.#providerIds.get(id) ?? '<uuid>')
      .replaceAll('urn:pulumi:golden::probecase::', 'urn:~::')
      .replaceAll(`file://${this.#caseFolder}`, '<case>')
      .replaceAll(this.#caseFolder, '<case>')
      .replace(/[^\s"'(]*\/node_modules\/(?=@pulumi\/)/g, '<node_modules>/')
      .replace(/\n +at [^\n]*/g, '')
      .replace(
        /created by \S+@\S+ \(pid \d+\) at [0-9T:.+Z-]+/g,
        'created by <user>@<host> (pid <pid>) at <time>',
      )
      .replace(/<\{%[a-z]+%\}>/g, '')
      .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
      .replace(/\bpid[ :]*\d+/g, 'pid <pid>');
  }

  /** Standard output from its first heading on; progress lines before it depend on time. */
  #tail(stdout: string): string {
    const text = this.#text(stdout)
      .replace(/ \(\d+(\.\d+)?s\)/g, '')
      .replace(/^Duration:.*$/gm, '')
      .replace(/^@ .*$/gm, '');
    const start = text.search(/^(Diagnostics|Policies|Policy|Outputs|Resources|error:)/m);
    if (start < 0) return '';
    const lines = text
      .slice(start)
      .split('\n')
      .map((line) => line.trimEnd());
    return lines
      .filter((line, index) => line !== '' || lines[index - 1])
      .join('\n')
      .trim();
  }

  #clean(value: unknown, key?: string): unknown {
    if (key === 'ciphertext') return '<ciphertext>';
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) return value.map((item) => this.#clean(item));
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value)
      .filter(([name]) => !volatile.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [this.#text(name), this.#clean(item, name)]);
    return Object.fromEntries(entries);
  }

  #events(events: Json[]): unknown[] {
    return events.map((event) => this.#event(event)).filter((event) => event !== undefined);
  }

  #event(raw: Json): Json | undefined {
    const event = this.#clean(raw) as Record<string, Json>;
    const kind = Object.keys(event)[0] as string;
    const body = event[kind] as Json;
    if (kind === 'cancelEvent') return { event: 'cancel' };
    if (kind === 'progressEvent') return undefined;
    if (kind === 'diagnosticEvent') {
      const { severity, urn, prefix, message, ephemeral } = body;
      if (severity === 'debug') return undefined;
      return withoutEmpty({
        event: 'diagnostic',
        severity,
        urn,
        prefix,
        message: String(message).trim(),
        ephemeral,
      });
    }
    const name = kind.replace('Event', '');
    const metadata = body.metadata as Json | undefined;
    if (!metadata) return withoutEmpty({ event: name, ...body });
    const before = metadata.old as Json | undefined;
    const after = metadata.new as Json | undefined;
    return withoutEmpty({
      event: name,
      op: metadata.op,
      urn: metadata.urn,
      provider: metadata.provider,
      parent: after?.parent ?? before?.parent,
      logical: metadata.logical,
      keys: metadata.keys,
      diffs: metadata.diffs,
      detailedDiff: metadata.detailedDiff,
      planning: body.planning,
      status: body.status,
      steps: body.steps,
      old: eventState(before),
      new: eventState(after),
    });
  }

  #resource(state: Json): Json {
    const resource = this.#clean(state) as Json;
    const dependencies = resource.propertyDependencies as Record<string, unknown[]> | undefined;
    const anyDependency = dependencies && Object.values(dependencies).some((urns) => urns?.length > 0);
    return withoutEmpty({ ...resource, propertyDependencies: anyDependency ? dependencies : undefined });
  }
}

/** What the metadata around it says already is left out. */
function eventState(state: Json | undefined): Json | undefined {
  return (
    state &&
    withoutEmpty({ ...state, type: undefined, urn: undefined, provider: undefined, parent: undefined })
  );
}

function withoutEmpty(object: Json): Json {
  const isEmpty = (value: unknown) =>
    value === null ||
    value === undefined ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value)));
}

/** `<uuid:name>`, then `<uuid:name.2>` for the next provider of that name. */
function nameProviderIds(recordings: Recording[]): Map<string, string> {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const reference = /pulumi:providers:[a-z]+::([A-Za-z0-9_.-]+)::([0-9a-f]{8}-[0-9a-f-]{27})/g;
  for (const [, name = '', id = ''] of recordedOrder(recordings).matchAll(reference)) {
    if (id === unknownMarker || names.has(id)) continue;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(id, count > 1 ? `<uuid:${name}.${count}>` : `<uuid:${name}>`);
  }
  return names;
}

/** Everything as text, in the order in which the recorder of the traces wrote it down. */
function recordedOrder(recordings: Recording[]): string {
  return JSON.stringify(
    recordings.map(({ stdout, stderr, second, events, calls, deployment, outputs, backing }) => [
      stdout,
      stderr,
      second,
      events,
      calls,
      deployment,
      outputs,
      backing,
    ]),
  );
}
