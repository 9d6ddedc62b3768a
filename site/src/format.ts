// How numbers, days and durations are written.
import { texts } from "./texts";

const whole = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 0 });
const few = new Intl.NumberFormat(texts.locale, { maximumSignificantDigits: 3 });
const short = new Intl.NumberFormat(texts.locale, { notation: "compact", maximumSignificantDigits: 3 });
const share = shareFormat(0);
const smallShare = shareFormat(1);
const dayFormat = new Intl.DateTimeFormat(texts.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const shortDayFormat = new Intl.DateTimeFormat(texts.locale, { day: "numeric", month: "short", timeZone: "UTC" });
const momentFormat = new Intl.DateTimeFormat(texts.locale, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
});

function shareFormat(digits: number): { format: (value: number) => string } {
  const format = new Intl.NumberFormat(texts.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return { format: (value) => `${format.format(value * 100)} %` };
}

export const none = "–";

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? none : whole.format(value);
}

export function compact(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  return Math.abs(value) < 10000 ? number(value) : short.format(value);
}

export function number(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  return Math.abs(value) >= 100 || Number.isInteger(value) ? whole.format(value) : few.format(value);
}

/** A share; what is not quite nothing, or not quite all, is never told as that. */
export function percent(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  if (value > 0 && value < 0.0005) return texts.less(share.format(0.001));
  if (value < 1 && value >= 0.995) return texts.more(share.format(0.99));
  return Math.abs(value) < 0.0995 && value !== 0 ? smallShare.format(value) : share.format(value);
}

export function signed(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  return value > 0 ? `+${whole.format(value)}` : value < 0 ? `−${whole.format(-value)}` : "0";
}

export function day(value: string | null | undefined): string {
  return value ? dayFormat.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)).replace(/ /g, "\u00a0") : none;
}

/** A day without its year, for where there is little room. */
export function shortDay(value: string): string {
  return shortDayFormat.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)).replace(/ /g, "\u00a0");
}

export function moment(value: string | null | undefined): string {
  return value ? momentFormat.format(new Date(value)) : none;
}

export function seconds(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  if (value < 0.0995) return `${Math.round(value * 1000)} ms`;
  if (value < 60) return `${value.toFixed(value < 10 ? 2 : 1)} s`;
  const minutes = Math.floor(value / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(value % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function age(value: number): string {
  const hours = value / 3600;
  if (hours < 1) return `${Math.max(0, Math.round(value / 60))} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} ${texts.days}`;
}

export function spaced(name: string): string {
  return name.replace(/_/g, " ");
}

export function words(name: string): string {
  const text = spaced(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The day on which somebody reads this, where they are. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Quarters since the year 0. */
export function quarterOf(day: string): number {
  return Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}

/** Whether the quarter of a day is over with it. */
export function isEndOfQuarter(day: string): boolean {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86400000).toISOString();
  return quarterOf(next) !== quarterOf(day);
}

export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later.slice(0, 10)) - Date.parse(earlier.slice(0, 10))) / 86400000);
}
