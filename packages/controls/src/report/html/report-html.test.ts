import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReport } from '../../../test/a-report.ts';
import { accessibilityFaults, openBrowser } from '../../../test/browser.ts';
import { compareReports, writeComparison } from '../../comparison/index.ts';
import { reportHtml, reportOf, type RunReport } from '../index.ts';

const report = aReport();
const failed = report.findings.filter(({ status }) => status === 'fail');
const written = (of: RunReport) => [...reportHtml(of, { version: '0.1.0' })].join('');
const hostile = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script>`;

describe('a report as HTML', () => {
  it('has room for 5,000 findings, failed ones first, and says how many there are', () => {
    const passed = report.findings.filter(({ status }) => status === 'pass');
    const many = Array.from({ length: 6_000 }, () => passed[0] ?? failed[0]);
    const page = written({ ...report, findings: [...many, ...failed] as RunReport['findings'] });
    expect(page.match(/<tr data-status/g)).toHaveLength(5_000);
    expect(page.slice(page.indexOf('<tr data-status'))).toMatch(/^<tr data-status="fail"/);
    expect(page).toContain(`of ${6_000 + failed.length}`);
  });

  it('shows the lowest of many accounts, and all of them in a histogram', () => {
    const findings = Array.from({ length: 60 }, (_, index) =>
      failed.map((finding) => ({
        ...finding,
        status: index % 2 === 0 ? ('pass' as const) : ('fail' as const),
        subject: { ...finding.subject, accountId: String(100_000_000_000 + index) },
      })),
    ).flat();
    const page = written(reportOf({ ...report, findings }));
    expect(page).toContain('By account: the 25 lowest of 60');
    expect(page).toContain('Accounts by score: 30 from 0 on, 30 from 90 on');
  });

  it('names nothing on another host but links that a reader may follow', () => {
    const loaded = written(report).match(/(?:src|srcset|data|poster)="[^"]*"|@import|url\(/g);
    expect(loaded).toBeNull();
  });

  it('follows no link of another kind than https', () => {
    const controls = report.controls.map((control) => ({ ...control, url: 'javascript:alert(1)' }));
    expect(written({ ...report, controls })).not.toContain('javascript:');
  });
});

describe('in a browser', () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  const asked: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trailguard-page-'));
    const named = failed.map((finding) => ({
      ...finding,
      reason: hostile,
      subject: { ...finding.subject, id: hostile, accountId: hostile },
    }));
    const file = join(folder, 'report.html');
    const changed = { ...report, findings: [...report.findings, ...named], warnings: [hostile] };
    await writeFile(file, written(changed));
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => errors.push(message.text()));
    await page.goto(pathToFileURL(file).href);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const textOf = (id: string) => page.evaluate(`document.getElementById('${id}').textContent`);
  const shown = async () => (await page.$$('#findings tbody tr:not([hidden])')).length;

  it('asks for nothing but itself, and nothing in it goes wrong', () => {
    expect(asked).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('runs nothing that a name or a reason holds', async () => {
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await textOf('findings')).toContain(hostile);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ])(
    'axe finds nothing wrong with the %s page, %i wide, and it fits',
    async (scheme, width) => {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    },
    30_000,
  );

  it('is narrowed down from the keyboard, and shown whole again', async () => {
    const whole = await shown();
    await page.focus('#filter input');
    await page.keyboard.type('CT-06 signs');
    expect(await shown()).toBe(1);
    await page.keyboard.press('Tab');
    await page.keyboard.type('waived');
    expect(await shown()).toBe(0);
    expect(await textOf('shown')).toBe(`0 of ${whole} shown`);
    await page.focus('#filter button');
    await page.keyboard.press('Enter');
    expect(await shown()).toBe(whole);
  });

  it.each([
    ['light', 1280],
    ['dark', 400],
  ])(
    'axe finds nothing wrong with two reports compared, %s, %i wide',
    async (scheme, width) => {
      const changed = report.findings.map((finding) => ({
        ...finding,
        status: finding.status === 'fail' ? ('pass' as const) : ('fail' as const),
      }));
      const comparison = compareReports(report, reportOf({ ...report, findings: changed }));
      const other = await browser.newPage();
      await other.setContent(writeComparison(comparison, 'html', { version: '0.1.0' }));
      await other.setViewport({ width, height: 900 });
      await other.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      expect(await accessibilityFaults(other)).toEqual([]);
      expect(await other.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await other.close();
    },
    30_000,
  );

  it('leaves what only a screen needs off the paper', async () => {
    await page.emulateMediaType('print');
    const displays = await page.evaluate(
      `['nav', '#filter', 'main'].map((part) => getComputedStyle(document.querySelector(part)).display)`,
    );
    expect(displays).toEqual(['none', 'none', 'block']);
    await page.emulateMediaType('screen');
  });
});
