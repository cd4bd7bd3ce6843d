import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MemoryStore } from './memory-store.ts';

/** Writes what a bucket holds as a copy of it, digests with their metadata. @returns the folder. */
export function writeCopy(store: MemoryStore, bucket: string, folder: string): string {
  for (const [object, { content, metadata }] of store.objects) {
    if (!object.startsWith(`${bucket}/`)) continue;
    const file = join(folder, object.slice(bucket.length + 1));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (metadata.signature !== undefined)
      writeFileSync(`${file}.metadata.json`, JSON.stringify({ Metadata: metadata }));
  }
  return folder;
}
