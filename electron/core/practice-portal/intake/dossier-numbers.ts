/** Dossier numbers `H99.12-yyMMdd-nnnn`; H99 is a province code nobody has. */
import { toVietnamTime } from '../../submissions/wire/wire-date';
import type { PortalDatabase } from '../storage/database';

/** The fictitious unit that receives practice dossiers. */
export const PRACTICE_UNIT_CODE = 'H99.12';

/**
 * Takes the next number of the day. Call it inside the transaction that stores the dossier, so
 * that a number is never given twice and none is lost to a failure.
 * @param now decides the day, by the clocks of Vietnam
 */
export function takeDossierNumber(db: PortalDatabase, now: Date): string {
  const { year, month, day } = toVietnamTime(now);
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  const date = `${pad(year % 100, 2)}${pad(month, 2)}${pad(day, 2)}`;
  const exists = db.prepare('SELECT 1 FROM dossier WHERE number = ?');
  for (;;) {
    const { last } = db
      .prepare(
        `INSERT INTO number_counter (day, last) VALUES (?, 1)
         ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last`,
      )
      .get(date) as { last: number };
    const number = `${PRACTICE_UNIT_CODE}-${date}-${pad(last, 4)}`;
    // A dossier brought in under its own number may already hold this one.
    if (!exists.get(number)) return number;
  }
}
