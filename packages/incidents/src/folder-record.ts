import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IncidentsPrefix } from './places.ts';
import type { RecordReader } from './record-store.ts';
import type { FoundEntry } from './verify-incident.ts';

/** A copy of the record on this machine, as `aws s3 sync` makes it. It has no history of its files. */
export class FolderRecord implements RecordReader {
  readonly name: string;

  constructor(folder: string) {
    this.name = folder;
  }

  async incidents(): Promise<readonly string[]> {
    try {
      const found = await readdir(join(this.name, IncidentsPrefix), { withFileTypes: true });
      return found
        .filter((one) => one.isDirectory())
        .map(({ name }) => name)
        .sort();
    } catch (cause) {
      throw new Error(
        `${this.name} is no copy of a record: it has no folder incidents (${(cause as Error).message}); make one with aws s3 sync s3://BUCKET ${this.name}`,
        { cause },
      );
    }
  }

  async read(incident: string): Promise<readonly FoundEntry[]> {
    const folder = join(this.name, IncidentsPrefix, incident);
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      // An incident that an earlier look knew may be gone: that it has no entries tells so.
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return Promise.all(
      names.map(async (name) => ({
        key: `${IncidentsPrefix}${incident}/${name}`,
        text: await readFile(join(folder, name), 'utf8'),
      })),
    );
  }
}
