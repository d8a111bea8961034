/**
 * Dates as the national dossier-sync interface writes them: `yyyyMMddHHmmss`, time of
 * Asia/Ho_Chi_Minh ("Tài liệu hướng dẫn kết nối, tích hợp với Cổng DVCQG", Văn phòng Chính phủ).
 */
import type { PartialDate } from '../../../contract/values';

/** Vietnam is UTC+7 all year, without summer time, since 13 June 1975. */
const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1_000;

const WIRE_DATE = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** The calendar of Vietnam at one instant; `weekday` 0 is Sunday. */
export type VietnamTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
};

/** Reads an instant as a clock on a wall in Vietnam shows it, whatever zone the machine is in. */
export function toVietnamTime(instant: Date): VietnamTime {
  const shifted = new Date(instant.getTime() + VIETNAM_OFFSET_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: shifted.getUTCDay(),
  };
}

/** The instant at which clocks in Vietnam show this day and hour; days past a month's end roll on. */
export function fromVietnamTime(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): Date {
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second) - VIETNAM_OFFSET_MS);
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Writes an instant as `yyyyMMddHHmmss`; milliseconds are dropped. */
export function toWireDate(instant: Date): string {
  const { year, month, day, hour, minute, second } = toVietnamTime(instant);
  return `${pad(year, 4)}${pad(month)}${pad(day)}${pad(hour)}${pad(minute)}${pad(second)}`;
}

/** Reads `yyyyMMddHHmmss`; undefined for any other text and for days that do not exist. */
export function fromWireDate(text: string): Date | undefined {
  const match = WIRE_DATE.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const instant = fromVietnamTime(year, month, day, hour, minute, second);
  // Date arithmetic rolls 30 February on to March: written back, the text would differ.
  return toWireDate(instant) === text ? instant : undefined;
}

/** Writes a date that may lack its day or month as `yyyyMMdd`, `yyyyMM` or `yyyy`: nothing made up. */
export function toWirePartialDate(date: PartialDate): string {
  const month = date.month === undefined ? '' : pad(date.month);
  const day = date.day === undefined ? '' : pad(date.day);
  return `${pad(date.year, 4)}${month}${day}`;
}
