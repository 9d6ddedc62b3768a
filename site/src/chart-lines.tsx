// Charts of lines: over days, over numbers, and how concentrated something is.
import { extent, max } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import { Bars } from "./chart-bars";
import { Legend, Linked, Plot, Trace, colour, cut } from "./chart-frame";
import * as f from "./format";
import { texts } from "./texts";

function time(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}

export function Spark({ values, label }: { values: (number | null)[]; label: string }) {
  const known = values.map((value, at) => [at, value] as const).filter((each) => each[1] !== null) as [number, number][];
  if (known.length < 2) return <span class="quiet">{f.none}</span>;
  const [width, height] = [96, 22];
  const x = scaleLinear([0, values.length - 1], [2, width - 4]);
  const [low, high] = extent(known, (each) => each[1]) as [number, number];
  const room = (high - low) * 0.1 || 1;
  const y = scaleLinear([low - room, high + room], [height - 2, 2]);
  const path = line<[number, number]>((each) => x(each[0]), (each) => y(each[1]))(known)!;
  const [at, value] = known[known.length - 1];
  return (
    <svg class="spark" width={width} height={height} role="img" aria-label={label}>
      <path d={path} />
      <circle cx={x(at)} cy={y(value)} r="2" />
    </svg>
  );
}

export interface Series {
  name: string;
  values: { day: string; value: number | null }[];
  href?: string;
}

/** The places moved apart, so that there is room for a text at each. */
function apart(places: number[], least: number, low: number, high: number): number[] {
  const order = places.map((place, at) => [place, at] as [number, number]).sort((a, b) => a[0] - b[0]);
  for (let i = 1; i < order.length; i++) order[i][0] = Math.max(order[i][0], order[i - 1][0] + least);
  if (order.length && order[order.length - 1][0] > high) {
    order[order.length - 1][0] = high;
    for (let i = order.length - 2; i >= 0; i--) order[i][0] = Math.min(order[i][0], order[i + 1][0] - least);
  }
  const found: number[] = [];
  for (const [place, at] of order) found[at] = Math.max(low, place);
  return found;
}

/** Lines over days, named where they end. */
export function Lines({ series, label, unit, say = f.compact, tell = f.count }: {
  series: Series[]; label: string; unit: string; say?: (value: number) => string; tell?: (value: number | null) => string;
}) {
  const days = [...new Set(series.flatMap((each) => each.values.map((v) => v.day)))].sort();
  if (days.length < 2) return <Bars say={tell} rows={series.map((each) => ({ name: each.name, value: each.values[0]?.value ?? null, href: each.href }))} />;
  const longest = max(series, (each) => f.words(each.name).length) ?? 0;
  const height = Math.max(200, Math.min(340, series.length * 16 + 60));
  const highest = max(series, (each) => max(each.values, (v) => v.value ?? 0)) ?? 1;
  return (
    <Plot label={label} unit={unit} high={highest} height={height} room={(width) => Math.min(width * 0.34, 14 + longest * 6.6)} say={say} hasLinks>
      {({ left, right, top, bottom, beyond, y }) => {
        const x = scaleUtc([time(days[0]), time(days[days.length - 1])], [left, right]);
        const ends = series.map((each) => {
          const known = each.values.filter((v) => v.value !== null);
          return y(known.length ? known[known.length - 1].value! : 0);
        });
        const at = apart(ends, 14, top + 4, bottom);
        return (
          <>
            <DayTicks days={days} x={x} y={height - 6} width={right - left} />
            {series.map((each, i) => (
              <g key={each.name} style={{ color: colour(i) }}>
                <Trace curve={curveMonotoneX} dots={each.values.map((v) => ({
                  x: x(time(v.day)), y: v.value === null ? null : y(v.value),
                  title: `${f.words(each.name)}, ${f.day(v.day)}: ${tell(v.value)}`,
                }))} />
                <path class="leader" d={`M${right + 2},${ends[i]}L${right + 8},${at[i]}`} />
                <Linked href={each.href}>
                  <text class="name" x={right + 11} y={at[i] + 4}>{cut(f.words(each.name), beyond - 12)}</text>
                </Linked>
              </g>
            ))}
          </>
        );
      }}
    </Plot>
  );
}

/** As many of the days as there is room for, the last one among them. */
function DayTicks({ days, x, y, width }: { days: string[]; x: (day: Date) => number; y: number; width: number }) {
  const shown: string[] = [];
  let free = Infinity;
  for (const day of [...days].reverse()) {
    if (x(time(day)) > free - Math.min(76, width / 2)) continue;
    shown.unshift(day);
    free = x(time(day));
  }
  return (
    <g class="grid">
      {shown.map((day, at) => (
        <text key={day} x={x(time(day))} y={y} text-anchor={at === 0 && day === days[0] ? "start" : "middle"}>{f.shortDay(day)}</text>
      ))}
    </g>
  );
}

/** The Lorenz curve of steps from the least to the most. */
export function Lorenz({ points, label }: { points: [number, number][]; label: string }) {
  const low = Math.min(0, ...points.map((point) => point[1]));
  return (
    <Plot label={label} unit={texts.customers.shareOfValue} under={texts.customers.shareOfCustomers}
      low={low} high={1} height={320} widest={460} say={f.percent}>
      {({ left, right, bottom, y }) => {
        const x = scaleLinear([0, 1], [left, right]);
        return (
          <>
            <g class="grid">
              {x.ticks(4).map((tick) => <text key={tick} x={x(tick)} y={bottom + 16} text-anchor="middle">{f.percent(tick)}</text>)}
            </g>
            <g style={{ color: colour(0) }}>
              <path class="area" d={area<[number, number]>((p) => x(p[0]), (p) => y(p[0]), (p) => y(p[1]))(points) ?? ""} />
              <path class="leader" d={`M${x(0)},${y(0)}L${x(1)},${y(1)}`} />
              <path class="line" d={line<[number, number]>((p) => x(p[0]), (p) => y(p[1]))(points) ?? ""} />
            </g>
          </>
        );
      }}
    </Plot>
  );
}

/** Lines over an ordered scale: what was predicted, what came. */
export function Pairs({ rows, names, label, unit, under }: {
  rows: { at: number; values: number[] }[]; names: string[]; label: string; unit: string; under: string;
}) {
  return (
    <>
      <Legend names={names} />
      <Plot label={label} unit={unit} under={under} high={max(rows, (row) => Math.max(...row.values)) ?? 1} height={250} widest={560}>
        {({ left, right, bottom, y }) => {
          const x = scaleLinear(extent(rows, (row) => row.at) as [number, number], [left + 8, right]);
          return (
            <>
              <g class="grid">
                {rows.map((row) => <text key={row.at} x={x(row.at)} y={bottom + 16} text-anchor="middle">{row.at}</text>)}
              </g>
              {names.map((name, at) => (
                <g key={name} style={{ color: colour(at) }}>
                  <Trace size={3} dots={rows.map((row) => ({
                    x: x(row.at), y: y(row.values[at]), title: `${name}, ${row.at}: ${f.number(row.values[at])}`,
                  }))} />
                </g>
              ))}
            </>
          );
        }}
      </Plot>
    </>
  );
}

/** How large something would be for each number, with a mark at the one that holds. */
export function Curve({ points, today, label, unit, under }: {
  points: { at: number; value: number | null; isCliff: boolean }[]; today: number; label: string; unit: string; under: string;
}) {
  return (
    <Plot label={label} unit={unit} under={under} high={max(points, (point) => point.value ?? 0) ?? 1} height={200} widest={520}>
      {({ left, right, top, bottom, y }) => {
        const x = scaleLinear(extent(points, (point) => point.at) as [number, number], [left, right]);
        return (
          <>
            <g class="grid">
              {x.ticks(Math.max(2, Math.floor((right - left) / 70))).map((tick) => (
                <text key={tick} x={x(tick)} y={bottom + 15} text-anchor="middle">{f.number(tick)}</text>
              ))}
              <g class="zero"><line x1={x(today)} x2={x(today)} y1={top} y2={bottom} /></g>
              <text x={x(today)} y={top - 4} text-anchor="middle">{f.number(today)}</text>
            </g>
            <g style={{ color: colour(0) }}>
              <Trace dots={points.map((point) => ({
                x: x(point.at), y: point.value === null ? null : y(point.value),
                size: point.at === today ? 4.5 : point.isCliff ? 4 : 2.5, title: `${f.number(point.at)}: ${f.count(point.value)}`,
              }))} />
            </g>
          </>
        );
      }}
    </Plot>
  );
}
