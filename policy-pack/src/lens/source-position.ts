import { fileURLToPath } from 'node:url';

/** A place in the program's source. */
export interface SourcePosition {
  /** Relative to the project where it lies in it, with `/` between folders; else absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/**
 * Reads Pulumi's `project:///src/index.ts#12,5`. A file outside of the project is a `file:` URL. What is no position
 * is left out: a finding without a line is still a finding.
 */
export function sourcePositionOf(text: string | undefined): SourcePosition | undefined {
  const [, uri = '', line, column] = text?.match(/^(.*)#(\d+)(?:,(\d+))?$/) ?? [];
  const file = fileOf(uri);
  if (file === undefined || file === '') return undefined;
  return { file, line: Math.max(1, Number(line)), column: Math.max(1, Number(column ?? 1)) };
}

/** `src/index.ts:12:5`. */
export function describePosition({ file, line, column }: SourcePosition): string {
  return `${file}:${line}:${column}`;
}

function fileOf(uri: string): string | undefined {
  // Node's ESM frames are `file:` URLs themselves; older SDKs took them for relative paths.
  const nested = uri.lastIndexOf('file:/');
  try {
    if (nested > 0) return decodeURI(uri.slice(nested + 'file:'.length));
    if (uri.startsWith('project:///')) return decodeURI(uri.slice('project:///'.length));
    if (uri.startsWith('file://')) return fileURLToPath(uri);
  } catch {
    // A URL that cannot be decoded names no file.
  }
  return undefined;
}
