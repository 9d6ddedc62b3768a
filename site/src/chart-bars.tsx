// Charts of bars and columns.
import { extent, max } from "d3-array";
import { scaleBand } from "d3-scale";
import { stack, stackOffsetDiverging } from "d3-shape";
import { Legend, Plot, colour } from "./chart-frame";
import { site } from "./data";
import * as f from "./format";
import { texts } from "./texts";

export interface Bar {
  name: string;
  value: number | null;
  href?: string;
  note?: string;
}

/** One bar a row, with its number. */
export function Bars({ rows, say = f.count }: { rows: Bar[]; say?: (value: number | null) => string }) {
  const most = max(rows, (row) => row.value ?? 0) || 1;
  return (
    <div class="bars" role="list">
      {rows.map((row) => (
        <div key={row.name} role="listitem" class="bar">
          <span class="bar-name">{row.href ? <a href={row.href}>{f.words(row.name)}</a> : f.words(row.name)}</span>
          <span class="bar-track"><span class="bar-fill" style={{ width: `${((row.value ?? 0) / most) * 100}%` }} /></span>
          <span class="bar-value">{row.value === null ? texts.few(site.minimum_cell) : say(row.value)}{row.note && row.value !== null ? <span class="quiet"> {row.note}</span> : null}</span>
        </div>
      ))}
    </div>
  );
}

export interface Parts {
  day: string;
  parts: Record<string, number>;
}

/** Stacked columns above and below a line, by day. */
export function Columns({ rows, keys, label, unit }: { rows: Parts[]; keys: string[]; label: string; unit: string }) {
  const layers = stack<Parts>().keys(keys.flatMap((key) => [`entry ${key}`, `exit ${key}`]))
    .value((row, key) => row.parts[key] ?? 0).offset(stackOffsetDiverging)(rows);
  const [low, high] = extent(layers.flat(2)) as [number, number];
  const cause = (key: string) => texts.causes[key] ?? f.words(key);
  return (
    <>
      <Legend names={keys.map(cause)} />
      <Plot label={label} unit={unit} low={low} high={high} height={206} say={(tick) => f.compact(Math.abs(tick))}>
        {({ left, right, y }) => {
          const x = scaleBand(rows.map((row) => row.day), [left, right]).padding(0.25);
          const step = Math.ceil(rows.length / Math.max(2, Math.floor((right - left) / 80)));
          const width = Math.min(x.bandwidth(), 48);
          return (
            <>
              <g class="grid">
                {rows.map((row, at) => at % step === 0 && (
                  <text key={row.day} x={x(row.day)! + width / 2} y={201} text-anchor="middle">{f.shortDay(row.day)}</text>
                ))}
              </g>
              {layers.map((layer) => {
                const way = layer.key.slice(0, layer.key.indexOf(" "));
                const key = layer.key.slice(way.length + 1);
                return layer.map((piece) => {
                  const size = Math.abs(y(piece[0]) - y(piece[1]));
                  return size > 0 && (
                    <rect key={`${layer.key} ${piece.data.day}`} class={way} x={x(piece.data.day)} width={width}
                      y={y(Math.max(piece[0], piece[1]))} height={size} style={{ color: colour(keys.indexOf(key)) }}>
                      <title>{`${f.day(piece.data.day)}, ${texts.ways[way]}, ${cause(key)}: ${f.count(Math.abs(piece[1] - piece[0]))}`}</title>
                    </rect>
                  );
                });
              })}
            </>
          );
        }}
      </Plot>
    </>
  );
}
