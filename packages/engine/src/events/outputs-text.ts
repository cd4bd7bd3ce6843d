import {
  isObject,
  isSecret,
  isUnknown,
  type PropertyMap,
  type PropertyValue,
} from '../resource/properties.ts';
import { equalValues } from '../resource/properties.ts';

type Sign = ' ' | '+' | '-' | '~';

/**
 * Stack outputs as the CLI prints them, with a sign before what is added, removed or changed.
 * @param olds undefined for a new stack: then nothing counts as added
 * @param onlyChanges leave out what stays the same
 */
export function outputsText(olds: PropertyMap | undefined, news: PropertyMap, onlyChanges: boolean): string {
  const keys = [...new Set([...Object.keys(olds ?? {}), ...Object.keys(news)])].filter(
    (key) => shown(olds?.[key]) || shown(news[key]),
  );
  const width = Math.max(0, ...keys.map((key) => key.length));
  return keys
    .sort()
    .map((key) => changeText(key.padEnd(width), olds, olds?.[key], news[key], onlyChanges))
    .join('');
}

const shown = (value: PropertyValue | undefined): boolean => value !== undefined && value !== null;

function changeText(
  key: string,
  olds: PropertyMap | undefined,
  old: PropertyValue | undefined,
  value: PropertyValue | undefined,
  onlyChanges: boolean,
): string {
  if (!shown(value)) return propertyText(key, old ?? null, '-', 0);
  if (!olds) return propertyText(key, value ?? null, ' ', 0);
  if (!shown(old)) return propertyText(key, value ?? null, '+', 0);
  if (equalValues(old, value)) return onlyChanges ? '' : propertyText(key, value ?? null, ' ', 0);
  // What a preview cannot tell is no change yet.
  if (onlyChanges && isUnknown(value)) return '';
  const isPlain = [old, value].every((item) => typeof item !== 'object' || isSecret(item));
  if (isPlain) return `  ~ ${key}: ${scalarText(old ?? null)} => ${scalarText(value ?? null)}\n`;
  return propertyText(key, value ?? null, '~', 0);
}

function propertyText(key: string, value: PropertyValue, sign: Sign, depth: number): string {
  return `${' '.repeat(2 + 4 * depth)}${sign} ${key}: ${valueText(value, sign, depth)}\n`;
}

function valueText(value: PropertyValue, sign: Sign, depth: number): string {
  const end = ' '.repeat(4 + 4 * depth);
  if (Array.isArray(value)) {
    const items = value.map(
      (item, index) =>
        `${' '.repeat(2 + 4 * depth)}${sign}     [${index}]: ${valueText(item, sign, depth + 1)}\n`,
    );
    return items.length ? `[\n${items.join('')}${end}]` : '[]';
  }
  if (isObject(value) && !isSecret(value)) {
    const keys = Object.keys(value).sort();
    const width = Math.max(0, ...keys.map((key) => key.length));
    const items = keys.map((key) => propertyText(key.padEnd(width), value[key] ?? null, sign, depth + 1));
    return items.length ? `{\n${items.join('')}${end}}` : '{}';
  }
  return scalarText(value);
}

function scalarText(value: PropertyValue): string {
  if (isSecret(value)) return '[secret]';
  if (isUnknown(value)) return '[unknown]';
  return typeof value === 'string' ? JSON.stringify(value) : String(value ?? '<null>');
}
