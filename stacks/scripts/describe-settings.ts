import { settingText } from '../settings/setting-text.ts';
import { AccountConfig } from '../settings/settings.ts';

const Begin = '<!-- settings: written by `pnpm --filter @trailguard/stacks run docs` -->';
const End = '<!-- end of settings -->';

/** The README with its table of settings made from their schemas. @throws when the README has no such place. */
export function withSettings(readme: string): string {
  const begin = readme.indexOf(Begin);
  const end = readme.indexOf(End);
  if (begin < 0 || end < begin) throw new Error(`README.md lacks the lines "${Begin}" and "${End}"`);
  return `${readme.slice(0, begin + Begin.length)}\n\n${table()}\n\n${readme.slice(end)}`;
}

function table(): string {
  const rows = Object.entries(AccountConfig.properties).map(([key, property]) => {
    const { default: fallback, description = '' } = property as { default?: unknown; description?: string };
    const isRequired = (AccountConfig.required as string[]).includes(key) && fallback === undefined;
    const shown = fallback === undefined ? (isRequired ? 'required' : '') : `\`${settingText(fallback)}\``;
    return `| \`${key}\` | ${shown} | ${description.replaceAll('|', '\\|')} |`;
  });
  return ['| key | default | it is |', '| --- | --- | --- |', ...rows].join('\n');
}
