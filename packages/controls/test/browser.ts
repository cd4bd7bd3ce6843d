import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/**
 * A real browser, without a window, that reaches nothing. It comes from npm with its fonts, so each machine has the same.
 * The first use unpacks it, which two files of tests would do at once: one file has all tests of pages.
 */
export async function openBrowser(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: await chromium.executablePath(),
    env: { ...process.env, FONTCONFIG_PATH: join(tmpdir(), 'fonts') },
    args: [...chromium.args, '--host-resolver-rules=MAP * ~NOTFOUND'],
    headless: 'shell',
  });
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
