/** Reads the figures off the board and the summary as they stand on the page. */
import type { Locator, Page } from '@playwright/test';
import { type AssistanceLevel, LEVELS } from '../../../electron/contract/roles';
import { words } from '../../support/evening';
import type { Language } from '../../support/labels';
import type { Figures } from './deeds';

type Tiles = Record<string, string>;

async function tilesOf(page: Page): Promise<Tiles> {
  const tiles: Tiles = {};
  for (const tile of await page.locator('.tile').all()) {
    tiles[await tile.locator('.tile-label').innerText()] = await tile
      .locator('.tile-value')
      .innerText();
  }
  return tiles;
}

function count(tiles: Tiles, name: string): number {
  const value = tiles[name];
  if (value === undefined) throw new Error(`the page has no figure "${name}"`);
  return Number(value);
}

function figure(page: Page, title: string): Locator {
  return page
    .locator('section.figure')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

async function barsOf(page: Page, title: string): Promise<Record<string, number>> {
  const bars: Record<string, number> = {};
  for (const row of await figure(page, title).locator('.bars-row').all()) {
    const name = (await row.locator('dt').innerText()).trim();
    bars[name] = (bars[name] ?? 0) + Number(await row.locator('dd b').innerText());
  }
  return bars;
}

async function percentsOf(
  page: Page,
  language: Language,
): Promise<Record<AssistanceLevel, number>> {
  const said = await page.locator('.level-words').first().innerText();
  const percent = (level: AssistanceLevel): [AssistanceLevel, number] => {
    const name = words(language, `office/report:level_${level}`);
    const part = said.split(' · ').find((each) => each.startsWith(`${name} `));
    return [level, Number(part?.slice(name.length + 1).replace('%', ''))];
  };
  return Object.fromEntries(LEVELS.map(percent)) as Record<AssistanceLevel, number>;
}

export type BoardFigures = Pick<Figures, 'residents' | 'submitted' | 'levelPercents'> & {
  mostAsked: string;
  medianMinutes: string;
};

/** The board that is on the page. */
export async function readBoard(page: Page, language: Language): Promise<BoardFigures> {
  const t = (key: string) => words(language, `office/board:${key}`);
  const tiles = await tilesOf(page);
  return {
    residents: count(tiles, t('residents')),
    submitted: count(tiles, t('submitted')),
    levelPercents: await percentsOf(page, language),
    mostAsked: (await figure(page, t('mostAsked')).locator('p').innerText()).trim(),
    medianMinutes: tiles[t('medianMinutes')] ?? '',
  };
}

export type SummaryFigures = Figures & { meanMinutes: string; medianMinutes: string };

/** The summary that is on the page. */
export async function readSummary(page: Page, language: Language): Promise<SummaryFigures> {
  const t = (key: string, values = {}) => words(language, `office/summary:${key}`, values);
  const tiles = await tilesOf(page);
  const [meanName] = t('meanMinutes').split('{{');
  const mean = Object.keys(tiles).find((name) => name.startsWith(meanName ?? ''));
  return {
    residents: count(tiles, t('residents')),
    submitted: count(tiles, t('submitted')),
    practised: count(tiles, t('practised')),
    levelPercents: await percentsOf(page, language),
    byProcedure: await barsOf(page, t('byProcedure')),
    asked: await barsOf(page, t('asked')),
    abandoned: await barsOf(page, t('abandoned')),
    satisfaction: await barsOf(page, t('satisfaction')),
    canDo: await barsOf(page, t('canDo')),
    meanMinutes: tiles[mean ?? ''] ?? '',
    medianMinutes: tiles[t('medianMinutes')] ?? '',
  };
}
