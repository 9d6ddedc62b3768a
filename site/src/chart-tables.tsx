// Charts that are read row by row: cells that are darker where they hold more, and intervals.
import type { ComponentChildren } from "preact";
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { Linked, cut } from "./chart-frame";
import * as f from "./format";
import { texts } from "./texts";
import { Sized } from "./ui";

export interface Cell {
  text: string;
  part: number | null;
  title?: string;
}

/** So many of all as a share; both numbers stand behind it. */
export function shareCell(count: number | null, all: number | null): Cell {
  if (count === null || !all) return { text: texts.hidden, part: null };
  return { text: f.percent(count / all), part: count / all, title: `${f.count(count)} / ${f.count(all)}` };
}

/** A table whose cells are darker where they hold more. */
export function Heat({ label, corner, columns, rows }: {
  label: string; corner: string; columns: string[]; rows: { name: ComponentChildren; cells: (Cell | null)[] }[];
}) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table class="heat">
        <caption class="hidden">{label}</caption>
        <thead>
          <tr><th scope="col">{corner}</th>{columns.map((name) => <th key={name} scope="col" class="n">{name}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, i) => cell === null ? <td key={i} /> : (
                <td key={i} class="cell" title={cell.title}
                  style={cell.part ? { "--part": String(Math.round(Math.min(1, cell.part) * 100)) } : undefined}>
                  {cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface Interval {
  name: string;
  note?: string;
  value: number | null;
  low: number | null;
  high: number | null;
  text: string;
  href?: string;
}

/** A point and its interval, one a row, on one scale. */
export function Intervals({ rows, label, reference, say = f.compact, isLog }: {
  rows: Interval[]; label: string; reference?: number; say?: (value: number) => string; isLog?: boolean;
}) {
  const put = (value: number) => (isLog ? Math.log(Math.max(value, 1)) : value);
  const all = rows.flatMap((row) => [row.low, row.high, row.value]).filter((v) => v !== null).map((v) => put(v!));
  if (reference !== undefined) all.push(put(reference));
  const [low, high] = extent(all) as [number, number];
  if (low === undefined) return null;
  return (
    <Sized>
      {(width) => {
        const names = Math.min(260, width * 0.4);
        const step = 26;
        const height = rows.length * step + 22;
        const x = scaleLinear([low, high === low ? low + 1 : high], [names + 8, width - 64]);
        const ticks = (isLog ? [3, 6, 12, 25, 50, 100, 200, 400, 800, 1600].filter((v) => put(v) >= low && put(v) <= high)
          : x.ticks(Math.max(2, Math.floor((width - names) / 110))));
        return (
          <svg width={width} height={height} role="group" aria-label={label}>
            <g class="grid">
              {ticks.map((tick) => (
                <g key={tick} class={tick === reference ? "zero" : ""}>
                  <line x1={x(put(tick))} x2={x(put(tick))} y1={0} y2={height - 18} />
                  <text x={x(put(tick))} y={height - 4} text-anchor="middle">{say(tick)}</text>
                </g>
              ))}
              {reference !== undefined && !ticks.includes(reference) && (
                <g class="zero"><line x1={x(put(reference))} x2={x(put(reference))} y1={0} y2={height - 18} /></g>
              )}
            </g>
            {rows.map((row, at) => {
              const y = at * step + step / 2;
              return (
                <g key={at}>
                  <Linked href={row.href}>
                    <text class="label" x={0} y={y + 4}>{cut(row.name, names)}<title>{row.name}</title></text>
                  </Linked>
                  {row.low !== null && row.high !== null && (
                    <line class="whisker" x1={x(put(row.low))} x2={x(put(row.high))} y1={y} y2={y} />
                  )}
                  {row.value !== null && (
                    <circle class="point" cx={x(put(row.value))} cy={y} r="4">
                      <title>{`${row.name}: ${row.text}${row.note ? `, ${row.note}` : ""}`}</title>
                    </circle>
                  )}
                  <text class="label number" x={width} y={y + 4} text-anchor="end">{row.text}</text>
                </g>
              );
            })}
          </svg>
        );
      }}
    </Sized>
  );
}
