/** Moments as people here read them. */
import type { Language } from '../../contract/view';

const ZONE = 'Asia/Ho_Chi_Minh';

/** `21/11/2026`. */
export function dayText(iso: string): string {
  return new Intl.DateTimeFormat('vi-VN', {
    timeZone: ZONE,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(iso));
}

/** `18:42, 21/11/2026`. */
export function momentText(iso: string): string {
  const time = new Intl.DateTimeFormat('vi-VN', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
  return `${time}, ${dayText(iso)}`;
}

/** `thứ hai, 23/11/2026` or `Monday, 23/11/2026`. */
export function weekdayText(iso: string, language: Language): string {
  const weekday = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: ZONE,
    weekday: 'long',
  }).format(new Date(iso));
  return `${language === 'vi' ? weekday.toLocaleLowerCase('vi') : weekday}, ${dayText(iso)}`;
}
