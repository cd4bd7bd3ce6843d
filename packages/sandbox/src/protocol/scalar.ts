import type { Shape, TimestampFormat } from './model.ts';
import { readTimestamp, writeTimestamp } from './timestamp.ts';

/** Writes a value that has no parts as text: in XML, form fields, headers, paths and queries. */
export function writeScalar(shape: Shape, value: unknown, timestamps: TimestampFormat): string {
  if (shape.type === 'timestamp') return String(writeTimestamp(value, shape.timestampFormat ?? timestamps));
  if (shape.type === 'blob') return Buffer.from(value as string | Uint8Array).toString('base64');
  return String(value);
}

/** Reads text as a value that has no parts. */
export function readScalar(shape: Shape, text: string): unknown {
  switch (shape.type) {
    case 'boolean':
      return text.trim().toLowerCase() === 'true';
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return Number(text);
    case 'timestamp':
      return readTimestamp(text.trim());
    case 'blob':
      return Buffer.from(text, 'base64');
    default:
      return text;
  }
}
