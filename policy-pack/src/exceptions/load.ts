import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { catalogue } from '@trailguard/controls';
import {
  blackoutGuardId,
  type Exception,
  ExceptionsError,
  exceptionsFileName,
  parseExceptions,
} from '@trailguard/controls/exceptions';

/** Exceptions as they were found, or why none of them holds. */
export interface LoadedExceptions {
  /** The file; undefined where there is none. */
  readonly file?: string;
  readonly exceptions: readonly Exception[];
  /** Each refuses the run. */
  readonly faults: readonly string[];
}

export interface LoadExceptionsOptions {
  /** A file; one that is named but not there is a fault. Default: the nearest one from `folder` upwards. */
  readonly file?: string;
  /** Where the search begins. */
  readonly folder: string;
  /** Ids of controls beside those of the catalogue. */
  readonly controlIds?: readonly string[];
}

/** Reads the exceptions that hold for a run. Nothing that is wrong with them lets more pass than no file at all. */
export function loadExceptions({ file, folder, controlIds = [] }: LoadExceptionsOptions): LoadedExceptions {
  const path = file === undefined ? nearest(folder) : resolve(folder, file);
  if (path === undefined) return { exceptions: [], faults: [] };
  try {
    const exceptions = parseExceptions(
      { file: path, text: readFileSync(path, 'utf8') },
      { controlIds: [...Object.keys(catalogue), blackoutGuardId, ...controlIds] },
    );
    return { file: path, exceptions, faults: [] };
  } catch (error) {
    if (error instanceof ExceptionsError) return { file: path, exceptions: [], faults: error.faults };
    return { file: path, exceptions: [], faults: [`${path} cannot be read: ${(error as Error).message}`] };
  }
}

function nearest(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const candidate = join(at, exceptionsFileName);
    if (existsSync(candidate)) return candidate;
    if (dirname(at) === at) return undefined;
  }
}
