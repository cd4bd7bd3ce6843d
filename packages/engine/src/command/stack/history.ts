import type { HistoryConfigValue, HistoryEntry } from '../../state/history.ts';
import type { Crypter } from '../../state/secrets.ts';
import type { ConfigValue } from '../../state/stack-settings.ts';
import type { Command } from '../command.ts';
import { sorted, toJson } from '../json.ts';
import { openStack } from '../stack-files.ts';

/** Lists finished updates, the latest first. */
const history: Command = {
  flags: {
    json: { type: 'boolean', short: 'j' },
    'show-secrets': { type: 'boolean' },
    'page-size': { type: 'string' },
    page: { type: 'string' },
    'full-dates': { type: 'boolean' },
  },
  async run(context, flags) {
    const files = await openStack(context, flags);
    const entries = await context.backend.history(files.stack);
    const size = positive(flags['page-size'], 'page-size', 10);
    const start = (positive(flags['page'], 'page', 1) - 1) * size;
    const shown = entries.slice(start, start + size);
    const hasSecrets = shown.some(({ config }) => Object.values(config).some((value) => isSecure(value)));
    const crypter = flags['show-secrets'] && hasSecrets ? await files.secrets() : undefined;
    if (flags['json']) context.write(toJson(shown.map((entry) => describe(entry, crypter))));
    else if (shown.length === 0) context.write('Stack has never been updated\n');
    else for (const entry of shown) context.write(`${line(entry)}\n`);
    return 0;
  },
};
export default history;

function positive(value: unknown, flag: string, fallback: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) {
    throw new Error(`--${flag} is a whole number from 1, not '${String(value)}'`);
  }
  return number;
}

function line(entry: HistoryEntry): string {
  const changes = Object.entries(entry.resourceChanges ?? {}).map(([op, count]) => `${count} ${op}`);
  return `${isoTime(entry.startTime)} ${entry.kind} ${entry.result}: ${changes.join(', ') || 'nothing'}`;
}

/** The shape of `--json`. */
function describe(entry: HistoryEntry, crypter: Crypter | undefined): Record<string, unknown> {
  const config = Object.entries(entry.config).map(
    ([key, value]) => [key, describeConfig(value, crypter)] as const,
  );
  return {
    version: entry.version,
    kind: entry.kind,
    startTime: isoTime(entry.startTime),
    message: entry.message,
    environment: entry.environment,
    config: sorted(config),
    result: entry.result,
    ...(entry.result !== 'in-progress' && {
      endTime: isoTime(entry.endTime),
      resourceChanges: entry.resourceChanges ?? {},
    }),
  };
}

function describeConfig(value: HistoryConfigValue, crypter: Crypter | undefined): Partial<ConfigValue> {
  if (isSecure(value)) {
    return crypter ? { value: crypter.decrypt(value.secure), secret: true } : { secret: true };
  }
  if (typeof value === 'string') return { value, secret: false };
  return { value: JSON.stringify(value), objectValue: value, secret: false };
}

function isSecure(value: HistoryConfigValue): value is { secure: string } {
  return typeof value === 'object' && typeof value['secure'] === 'string' && Object.keys(value).length === 1;
}

/** The CLI's form, with milliseconds. */
function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
