import { readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isCollection, isMap, isScalar, parseDocument } from 'yaml';
import { writeFileAtomically } from './atomic-file.ts';
import type { HistoryConfigValue } from './history.ts';
import type { Project } from './project.ts';
import type { Crypter } from './secrets.ts';

/** A configuration value as a program gets it. */
export interface ConfigValue {
  /** Text; lists and maps as JSON. */
  value: string;
  secret: boolean;
  /** Present when {@link value} is JSON of a list or map. */
  objectValue?: unknown;
}

/** Keys from the top level down: `['names', 0]`. */
export type ConfigPath = (string | number)[];

/**
 * A `Pulumi.<stack>.yaml`. Comments, order and fields that are not known survive an edit.
 *
 * Configuration keys here are full: `project:name`.
 */
export class StackSettings {
  readonly file: string;
  readonly #document: Document;
  readonly #project: string;

  private constructor(file: string, document: Document, project: string) {
    this.file = file;
    this.#document = document;
    this.#project = project;
  }

  /**
   * Reads a stack's settings; none are the same as an empty file.
   * @param file overrides the file that belongs to the stack
   * @throws Error naming the file and the line that is wrong
   */
  static async load(project: Project, stack: string, file?: string): Promise<StackSettings> {
    const path = file ?? settingsFile(project, stack);
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const document = parseDocument(text);
    const [fault] = document.errors;
    if (fault) throw new Error(`could not read the stack's settings ${path}: ${fault.message}`);
    if (document.contents !== null && !isMap(document.contents)) {
      throw new Error(`could not read the stack's settings ${path}: it is not a map`);
    }
    if (document.has('environment')) {
      throw new Error(`${path}: 'environment' (Pulumi ESC) is not supported by the embedded engine`);
    }
    return new StackSettings(path, document, project.name);
  }

  /** Salt of a passphrase's key, `v1:…`. */
  get encryptionSalt(): string | undefined {
    return this.#text('encryptionsalt');
  }

  set encryptionSalt(salt: string) {
    this.#document.set('encryptionsalt', salt);
  }

  /** Named only when it is not the passphrase. */
  get secretsProvider(): string | undefined {
    return this.#text('secretsprovider');
  }

  set secretsProvider(name: string) {
    this.#document.set('secretsprovider', name);
  }

  /** Full keys, sorted. */
  get keys(): string[] {
    const config = this.#document.get('config');
    if (!isMap(config)) return [];
    return config.items.map(({ key }) => this.#full(String(isScalar(key) ? key.value : key))).sort();
  }

  /** Whether any value is encrypted. */
  get hasSecrets(): boolean {
    return this.keys.some((key) => this.isSecret(key));
  }

  /** Whether the value, or a part of it, is encrypted. */
  isSecret(key: string): boolean {
    return containsSecure(this.#plain(key, []));
  }

  /** Every value as the file has it, secrets as `{secure: …}`: for the history. */
  stored(): Record<string, HistoryConfigValue> {
    return Object.fromEntries(
      this.keys.map((key) => {
        const value = this.#plain(key, []);
        const isScalarValue = value === null || typeof value !== 'object';
        return [key, isScalarValue ? this.#scalarText(key, [], value) : (value as HistoryConfigValue)];
      }),
    );
  }

  /**
   * A value, decrypted.
   * @returns undefined when there is none
   */
  get(key: string, path: ConfigPath, crypter: Crypter): ConfigValue | undefined {
    const plain = this.#plain(key, path);
    if (plain === undefined) return undefined;
    const opened = openSecure(plain, crypter);
    const secret = containsSecure(plain);
    if (opened !== null && typeof opened === 'object') {
      return { value: JSON.stringify(opened), secret, objectValue: opened };
    }
    return { value: this.#scalarText(key, path, opened), secret };
  }

  /**
   * Sets a value.
   * @param value ciphertext when `secret`. Below the top level `true`, `false` and whole numbers become
   *   booleans and numbers, as the CLI has it.
   */
  set(key: string, path: ConfigPath, value: string, secret: boolean): void {
    const content = secret ? { secure: value } : path.length === 0 ? value : typed(value);
    if (!this.#document.has('config')) this.#document.set('config', this.#document.createNode({}));
    this.#document.setIn(['config', this.#written(key)], this.#updated(key, path, content));
  }

  /** Sets a value to a list, map, boolean or number. */
  setTyped(key: string, value: unknown): void {
    this.#document.setIn(['config', this.#written(key)], this.#document.createNode(value));
  }

  /** Removes a value. @returns whether there was one */
  remove(key: string, path: ConfigPath): boolean {
    const removed = this.#document.deleteIn(['config', this.#written(key), ...path]);
    const config = this.#document.get('config');
    if (isMap(config) && config.items.length === 0) this.#document.delete('config');
    return removed;
  }

  /** Removes every configuration value. */
  clear(): void {
    this.#document.delete('config');
  }

  /** Writes the file. */
  async save(): Promise<void> {
    const text = this.#document.contents === null ? '' : this.#document.toString({ lineWidth: 0 });
    await writeFileAtomically(this.file, text === '{}\n' ? '' : text);
  }

  #text(key: string): string | undefined {
    const value = this.#document.get(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  #full(key: string): string {
    const parts = key.split(':');
    if (parts.length === 1) return `${this.#project}:${key}`;
    // An old form: `namespace:config:name`.
    if (parts.length === 3 && parts[1] === 'config') return `${parts[0]}:${parts[2]}`;
    return key;
  }

  /** The key as it stands in the file, which may lack its namespace. */
  #written(key: string): string {
    const config = this.#document.get('config');
    if (!isMap(config)) return key;
    const written = config.items.map((item) => String(isScalar(item.key) ? item.key.value : item.key));
    return written.find((candidate) => this.#full(candidate) === key) ?? key;
  }

  #plain(key: string, path: ConfigPath): unknown {
    const node = this.#document.getIn(['config', this.#written(key), ...path], true);
    if (node === undefined) return undefined;
    return isCollection(node) ? node.toJS(this.#document) : isScalar(node) ? node.value : node;
  }

  /** A number keeps its digits: an account id may start with a zero. */
  #scalarText(key: string, path: ConfigPath, value: unknown): string {
    const node = this.#document.getIn(['config', this.#written(key), ...path], true);
    if (isScalar(node) && typeof node.value === 'number' && node.source !== undefined) return node.source;
    return value === null || value === undefined ? '' : String(value);
  }

  /** The whole value of a key after a part of it was set; missing lists and maps on the way are made. */
  #updated(key: string, path: ConfigPath, content: unknown): unknown {
    if (path.length === 0) return this.#document.createNode(content);
    const root = this.#plain(key, []);
    return this.#document.createNode(withPart(root, path, content, key));
  }
}

/** Where a stack's settings stand. */
export function settingsFile(project: Project, stack: string): string {
  const names = [`Pulumi.${stack}.yaml`, `Pulumi.${stack}.yml`, `Pulumi.${stack}.json`];
  const paths = names.map((name) => join(project.stackConfigFolder, name));
  return paths.find((path) => existsSync(path)) ?? (paths[0] as string);
}

/** Removes a stack's settings. */
export async function removeSettings(project: Project, stack: string): Promise<void> {
  await rm(settingsFile(project, stack), { force: true });
}

function withPart(value: unknown, path: ConfigPath, content: unknown, key: string): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return content;
  if (value !== undefined && value !== null && typeof value !== 'object') {
    throw new Error(`configuration value '${key}' is not a list or map, so it has no '${part}'`);
  }
  if (typeof part === 'number') {
    const list = Array.isArray(value) ? [...value] : [];
    if (part > list.length) throw new Error(`configuration value '${key}' has no place for index ${part}`);
    list[part] = withPart(list[part], rest, content, key);
    return list;
  }
  const map = { ...((value as Record<string, unknown> | undefined) ?? {}) };
  map[part] = withPart(map[part], rest, content, key);
  return map;
}

function typed(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  // A leading zero is part of an identifier, not of a number.
  if (/^(0|-?[1-9][0-9]*)$/.test(value) && Number.isSafeInteger(Number(value))) return Number(value);
  return value;
}

function isSecure(value: unknown): value is { secure: string } {
  if (value === null || typeof value !== 'object') return false;
  const entries = Object.entries(value);
  return entries.length === 1 && entries[0]?.[0] === 'secure' && typeof entries[0][1] === 'string';
}

function containsSecure(value: unknown): boolean {
  if (isSecure(value)) return true;
  return value !== null && typeof value === 'object' && Object.values(value).some(containsSecure);
}

function openSecure(value: unknown, crypter: Crypter): unknown {
  if (isSecure(value)) return crypter.decrypt(value.secure);
  if (Array.isArray(value)) return value.map((item) => openSecure(item, crypter));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, openSecure(item, crypter)]));
}
