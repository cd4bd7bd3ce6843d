import type { Control } from '@trailguard/controls';

/** Name of a control's policy, such as `ct-06-log-file-validation-enabled`; it is what configuration refers to. */
export function policyNameOf({ id, title }: Control): string {
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `${id.toLowerCase()}-${slug}`;
}
