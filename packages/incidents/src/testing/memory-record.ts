import type { RecordStore } from '../record-store.ts';
import type { FoundEntry } from '../verify-incident.ts';
import { IncidentsPrefix } from '../places.ts';

/** A record in memory, for tests of what writes one. */
export class MemoryRecord implements RecordStore {
  readonly name = 's3://incidents';
  readonly objects = new Map<string, string>();
  /** Called before each write, as another writer may come first. */
  beforeWrite: (key: string) => void = () => {};
  #now: Date;

  constructor(now = '2026-01-01T00:00:00.000Z') {
    this.#now = new Date(now);
  }

  now(): Date {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }

  async incidents(): Promise<readonly string[]> {
    const names = [...this.objects.keys()]
      .filter((key) => key.startsWith(IncidentsPrefix))
      .map((key) => key.split('/')[1] ?? '');
    return [...new Set(names)].sort();
  }

  async read(incident: string): Promise<readonly FoundEntry[]> {
    return [...this.objects]
      .filter(([key]) => key.startsWith(`${IncidentsPrefix}${incident}/`))
      .map(([key, text]) => ({ key, text, versions: 1 }));
  }

  async object(key: string): Promise<{ text: string; lastModified: Date }> {
    const text = this.objects.get(key);
    if (text === undefined) throw Object.assign(new Error('The key does not exist.'), { name: 'NoSuchKey' });
    return { text, lastModified: this.#now };
  }

  async writeOnce(key: string, text: string): Promise<{ versionId: string } | undefined> {
    this.beforeWrite(key);
    if (this.objects.has(key)) return undefined;
    this.objects.set(key, text);
    return { versionId: `version-${this.objects.size}` };
  }
}
