/** Moments as people here write them, always in Vietnam's time whatever the machine's zone is. */
import type { Language } from '../../../electron/contract/view';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';

function parts(iso: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: TIME_ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(
    format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]),
  );
}

/** "23/11/2026" */
export function writeDay(iso: string): string {
  const { day, month, year } = parts(iso);
  return `${day}/${month}/${year}`;
}

/** "18:42" */
export function writeClock(iso: string): string {
  const { hour, minute } = parts(iso);
  return `${hour}:${minute}`;
}

/** "18:42, 21/11/2026" */
export function writeMoment(iso: string): string {
  return `${writeClock(iso)}, ${writeDay(iso)}`;
}

/** "thứ hai, 23/11/2026" or "Monday, 23/11/2026" */
export function writeWeekday(iso: string, language: Language): string {
  const weekday = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: TIME_ZONE,
    weekday: 'long',
  }).format(new Date(iso));
  return `${language === 'vi' ? weekday.toLowerCase() : weekday}, ${writeDay(iso)}`;
}
