// How numbers, days and durations are written.
import { texts } from "./texts";

const whole = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 0 });
const few = new Intl.NumberFormat(texts.locale, { maximumSignificantDigits: 3 });
const short = new Intl.NumberFormat(texts.locale, { notation: "compact", maximumSignificantDigits: 3 });
const dayFormat = new Intl.DateTimeFormat(texts.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const momentFormat = new Intl.DateTimeFormat(texts.locale, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
});

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

export function percent(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  const digits = Math.abs(value) < 0.1 && value !== 0 ? 1 : 0;
  return `${(value * 100).toFixed(digits)} %`;
}

export function signed(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  return value > 0 ? `+${whole.format(value)}` : value < 0 ? `−${whole.format(-value)}` : "0";
}

export function day(value: string | null | undefined): string {
  return value ? dayFormat.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)).replace(/ /g, "\u00a0") : none;
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

export function words(name: string): string {
  const text = name.replace(/_/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later.slice(0, 10)) - Date.parse(earlier.slice(0, 10))) / 86400000);
}
