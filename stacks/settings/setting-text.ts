/** A setting as Pulumi's configuration holds it, which is text: lists, objects, numbers and the like are JSON. */
export function settingText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
