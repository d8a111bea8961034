/** The evening's files: saved by the ward officer, taken along, and looked into. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Desk, words } from '../../support/evening';
import type { Language } from '../../support/labels';
import type { Album } from '../album';
import { AREA_OFFICER, CARDS, TECHNICIAN, VOLUNTEER, WARD_OFFICER } from './cast';
import type { Deed } from './deeds';

const FORMATS = ['csv', 'xlsx', 'pdf'] as const;
/** Making a page of charts prints it, which takes a busy machine a while. */
const SAVE_TIMEOUT_MS = 60_000;

export type FiguresFile = { name: string; bytes: Buffer };

/** On the summary: saves each format; answers the names the page told. */
export async function exportAll(desk: Desk, album: Album): Promise<string[]> {
  const saved: string[] = [];
  for (const format of FORMATS) {
    await desk.button(`office/summary:${format}`).click();
    const told = desk.page.getByText(new RegExp(`so-lieu\\S*\\.${format}`));
    const refused = desk.page.getByRole('main').getByRole('alert');
    await told.or(refused).first().waitFor({ timeout: SAVE_TIMEOUT_MS });
    if (await refused.count()) throw new Error(`${format}: ${await refused.first().innerText()}`);
    saved.push(/so-lieu\S*\.\w+/.exec(await told.innerText())?.[0] ?? '');
  }
  await album.take(desk.page, 'summary-saved');
  return saved;
}

/** Copies the saved files to the results. */
export function takeFiles(userData: string, outFolder: string): FiguresFile[] {
  const from = join(userData, 'slips', 'so-lieu');
  const to = join(outFolder, 'so-lieu');
  mkdirSync(to, { recursive: true });
  return readdirSync(from)
    .sort()
    .map((name) => {
      copyFileSync(join(from, name), join(to, name));
      return { name, bytes: readFileSync(join(from, name)) };
    });
}

/** How a file of each format begins. */
const BEGINNINGS: Readonly<Record<string, Buffer>> = {
  '.csv': Buffer.from('\uFEFF', 'utf8'),
  '.xlsx': Buffer.from('PK\u0003\u0004', 'latin1'),
  '.pdf': Buffer.from('%PDF-', 'latin1'),
};

/** Everything that no file of figures may hold: people's and helpers' names, numbers, dossiers. */
function personal(deeds: readonly Deed[]): string[] {
  return [
    ...Object.values(CARDS).flatMap(({ name, personalId }) => [name, personalId]),
    ...[TECHNICIAN, WARD_OFFICER, VOLUNTEER, AREA_OFFICER].map(({ name }) => name),
    ...deeds.flatMap(({ dossierNumber }) => (dossierNumber === null ? [] : [dossierNumber])),
  ];
}

/** What is wrong with the files, one sentence each. `told` are the names the page gave. */
export function problemsOf(
  files: readonly FiguresFile[],
  told: readonly string[],
  deeds: readonly Deed[],
  language: Language,
): string[] {
  const problems: string[] = [];
  const names = files.map(({ name }) => name);
  if ([...told].sort().join() !== names.join()) {
    problems.push(`files: ${names.join(', ')} are there, and ${told.join(', ')} were told`);
  }
  for (const { name, bytes } of files) {
    const beginning = BEGINNINGS[extname(name)];
    if (!beginning?.equals(bytes.subarray(0, beginning.length))) {
      problems.push(`files: ${name} does not begin as such a file does`);
    }
  }
  const csv = files.find(({ name }) => name.endsWith('.csv'))?.bytes.toString('utf8') ?? '';
  for (const text of personal(deeds)) {
    if (csv.includes(text)) problems.push(`files: the CSV holds "${text}"`);
  }
  const t = (key: string, values = {}) => words(language, `office/report:${key}`, values);
  const practised = deeds.filter(({ practise }) => practise).length;
  const rounded = practised < 5 ? t('under', { limit: 5 }) : String(practised);
  if (!csv.includes(`\r\n${t('practised')},${rounded}\r\n`)) {
    problems.push('files: the CSV does not tell the practice runs, rounded');
  }
  return problems;
}
