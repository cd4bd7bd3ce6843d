import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';
import axe from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const browserPackage = new URL('../', import.meta.resolve('@sparticuz/chromium'));
const unpacked = fileURLToPath(new URL('../node_modules/.cache/chromium/', import.meta.url));

/**
 * A real browser, without a window, that reaches nothing. It comes from npm with its fonts and libraries, so each machine has
 * the same and needs none of its own. The first use unpacks it.
 */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpackedBrowser();
  return puppeteer.launch({
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, fontSettings),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    },
    args: [...chromium.args, '--host-resolver-rules=MAP * ~NOTFOUND'],
    headless: 'shell',
  });
}

const fontSettings = 'own-fonts.conf';

/** Those of the package look for fonts in folders of AWS Lambda: without any, a page with a form ends the browser. */
const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;

/** Unpacked aside and put in place whole: a run that was ended meanwhile leaves nothing that looks like a browser. */
async function unpackedBrowser(): Promise<string> {
  const { version } = (await import(new URL('package.json', browserPackage).href, { with: { type: 'json' } }))
    .default as { version: string };
  const folder = join(unpacked, `${version}-with-fonts`);
  if (existsSync(folder)) return folder;
  await mkdir(unpacked, { recursive: true });
  const aside = await mkdtemp(join(unpacked, 'aside-'));
  const { TMPDIR } = process.env;
  // The package knows no other way to say where to.
  process.env.TMPDIR = aside;
  try {
    await chromium.executablePath();
    await inflate(fileURLToPath(new URL('bin/al2023.tar.br', browserPackage)));
    await writeFile(join(aside, fontSettings), fontsIn(folder));
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  await rename(aside, folder).catch(async (error: NodeJS.ErrnoException) => {
    // Another file of tests was quicker.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(aside, { recursive: true });
  });
  return folder;
}

/** What axe finds wrong with a page, by the rules of WCAG 2.2 AA and good practice. https://github.com/dequelabs/axe-core */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  // By the debugger, for the page's own policy lets no other script run in it.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map(({ html }) => html)
        .join(' | ')
        .slice(0, 400)}`,
  );
}
