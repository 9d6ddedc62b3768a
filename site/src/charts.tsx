// Charts as SVG: scales and shapes are d3's, the rest is drawn here, so that all look alike.
import type { ComponentChildren } from "preact";
import { max, extent } from "d3-array";
import { scaleBand, scaleLinear, scaleUtc } from "d3-scale";
import { area, curveMonotoneX, line, stack, stackOffsetDiverging } from "d3-shape";
import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import * as f from "./format";
import { texts } from "./texts";
import { site } from "./data";
import { Sized } from "./ui";

const COLOURS = 8;
export const colour = (at: number) => `var(--c${at % COLOURS})`;

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

function apart(places: number[], least: number, low: number, high: number): number[] {
  const order = places.map((place, at) => [place, at] as [number, number]).sort((a, b) => a[0] - b[0]);
  for (let i = 1; i < order.length; i++) order[i][0] = Math.max(order[i][0], order[i - 1][0] + least);
  let over = order.length ? order[order.length - 1][0] - high : 0;
  if (over > 0) {
    order[order.length - 1][0] = high;
    for (let i = order.length - 2; i >= 0; i--) order[i][0] = Math.min(order[i][0], order[i + 1][0] - least);
  }
  const found: number[] = [];
  for (const [place, at] of order) found[at] = Math.max(low, place);
  return found;
}

/** Lines over days, named where they end. */
export function Lines({ series, label, asShare }: { series: Series[]; label: string; asShare?: boolean }) {
  const days = [...new Set(series.flatMap((each) => each.values.map((v) => v.day)))].sort();
  if (days.length < 2) return <Single series={series} />;
  const say = asShare ? f.percent : f.compact;
  return (
    <Sized>
      {(width) => {
        const longest = max(series, (each) => f.words(each.name).length) ?? 0;
        const right = Math.min(width * 0.34, 14 + longest * 6.6);
        const height = Math.max(200, Math.min(340, series.length * 16 + 60));
        const box = { left: 46, right: width - right, top: 10, bottom: height - 24 };
        const highest = max(series, (each) => max(each.values, (v) => v.value ?? 0)) ?? 1;
        const x = scaleUtc([time(days[0]), time(days[days.length - 1])], [box.left, box.right]);
        const y = scaleLinear([0, highest || 1], [box.bottom, box.top]).nice(4);
        const ends = series.map((each) => {
          const known = each.values.filter((v) => v.value !== null);
          return y(known.length ? known[known.length - 1].value! : 0);
        });
        const names = apart(ends, 14, box.top + 4, box.bottom);
        return (
          <svg width={width} height={height} role="group" aria-label={label}>
            <g class="grid">
              {y.ticks(4).map((tick) => (
                <g key={tick}>
                  <line x1={box.left} x2={box.right} y1={y(tick)} y2={y(tick)} />
                  <text x={box.left - 6} y={y(tick) + 4} text-anchor="end">{say(tick)}</text>
                </g>
              ))}
              <DayTicks days={days} x={x} y={height - 6} width={box.right - box.left} />
            </g>
            {series.map((each, at) => (
              <g key={each.name} style={{ color: colour(at) }}>
                <path class="line" d={line<{ day: string; value: number | null }>()
                  .defined((v) => v.value !== null).x((v) => x(time(v.day))).y((v) => y(v.value ?? 0))
                  .curve(curveMonotoneX)(each.values) ?? ""} />
                {each.values.map((v) => v.value !== null && (
                  <circle key={v.day} class="dot" cx={x(time(v.day))} cy={y(v.value)} r="2.5">
                    <title>{`${f.words(each.name)}, ${f.day(v.day)}: ${asShare ? f.percent(v.value) : f.count(v.value)}`}</title>
                  </circle>
                ))}
                <path class="leader" d={`M${box.right + 2},${ends[at]}L${box.right + 8},${names[at]}`} />
                <Linked href={each.href}>
                  <text class="name" x={box.right + 11} y={names[at] + 4}>{cut(f.words(each.name), right - 12)}</text>
                </Linked>
              </g>
            ))}
          </svg>
        );
      }}
    </Sized>
  );
}

function cut(text: string, width: number): string {
  const most = Math.max(4, Math.floor(width / 6.4));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function Linked({ href, children }: { href?: string; children: ComponentChildren }) {
  return href ? <a href={href}>{children}</a> : <>{children}</>;
}

function DayTicks({ days, x, y, width }: { days: string[]; x: (day: Date) => number; y: number; width: number }) {
  const shown: string[] = [];
  let free = Infinity;
  for (const day of [...days].reverse()) {
    if (x(time(day)) > free - Math.min(76, width / 2)) continue;
    shown.unshift(day);
    free = x(time(day));
  }
  return (
    <>
      {shown.map((day, at) => (
        <text key={day} x={x(time(day))} y={y} text-anchor={at === 0 && day === days[0] ? "start" : "middle"}>{f.day(day).replace(/\s\d{4}$/, "")}</text>
      ))}
    </>
  );
}

function Single({ series }: { series: Series[] }) {
  const rows = series.map((each) => ({ name: each.name, value: each.values[0]?.value ?? null, href: each.href }));
  return <Bars rows={rows} />;
}

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
export function Columns({ rows, keys, label }: { rows: Parts[]; keys: string[]; label: string }) {
  return (
    <>
      <Legend names={keys.map((key) => texts.causes[key] ?? f.words(key))} />
      <Sized>
        {(width) => {
          const height = 190;
          const box = { left: 46, right: width - 6, top: 8, bottom: height - 22 };
          const layers = stack<Parts>().keys(keys.flatMap((key) => [`entry ${key}`, `exit ${key}`]))
            .value((row, key) => row.parts[key] ?? 0).offset(stackOffsetDiverging)(rows);
          const [low, high] = extent(layers.flat(2)) as [number, number];
          const x = scaleBand(rows.map((row) => row.day), [box.left, box.right]).padding(0.25);
          const y = scaleLinear([low, high || 1], [box.bottom, box.top]).nice(4);
          const step = Math.ceil(rows.length / Math.max(2, Math.floor((box.right - box.left) / 80)));
          return (
            <svg width={width} height={height} role="img" aria-label={label}>
              <g class="grid">
                {y.ticks(4).map((tick) => (
                  <g key={tick} class={tick === 0 ? "zero" : ""}>
                    <line x1={box.left} x2={box.right} y1={y(tick)} y2={y(tick)} />
                    <text x={box.left - 6} y={y(tick) + 4} text-anchor="end">{f.compact(Math.abs(tick))}</text>
                  </g>
                ))}
                {rows.map((row, at) => at % step === 0 && (
                  <text key={row.day} x={x(row.day)! + x.bandwidth() / 2} y={height - 5} text-anchor="middle">
                    {f.day(row.day).replace(/\s\d{4}$/, "")}
                  </text>
                ))}
              </g>
              {layers.map((layer) => {
                const [way, ...cause] = layer.key.split(" ");
                const at = keys.indexOf(cause.join(" "));
                return layer.map((piece) => {
                  const size = Math.abs(y(piece[0]) - y(piece[1]));
                  return size > 0 ? (
                    <rect key={`${layer.key} ${piece.data.day}`} class={way} x={x(piece.data.day)}
                      width={Math.min(x.bandwidth(), 48)} y={y(Math.max(piece[0], piece[1]))} height={size}
                      style={{ color: colour(at) }}>
                      <title>{`${f.day(piece.data.day)}, ${texts.ways[way]}, ${texts.causes[keys[at]] ?? keys[at]}: ${f.count(Math.abs(piece[1] - piece[0]))}`}</title>
                    </rect>
                  ) : null;
                });
              })}
            </svg>
          );
        }}
      </Sized>
    </>
  );
}

export function Legend({ names }: { names: string[] }) {
  return (
    <ul class="legend">
      {names.map((name, at) => <li key={name}><i style={{ background: colour(at) }} aria-hidden="true" />{name}</li>)}
    </ul>
  );
}

export interface Flow {
  from: string;
  to: string;
  value: number;
}

/** Who went from which segment to which; who stayed is left out, so that moves can be seen. */
export function Flows({ flows, label, order }: { flows: Flow[]; label: string; order: string[] }) {
  const moved = flows.filter((flow) => flow.value > 0);
  if (!moved.length) return <p class="quiet">{texts.segments.nobodyMoved}</p>;
  return (
    <Sized>
      {(width) => {
        const names = [...new Set(moved.flatMap((flow) => [`0 ${flow.from}`, `1 ${flow.to}`]))];
        const rank = (id: string) => order.indexOf(id.slice(2));
        names.sort((a, b) => rank(a) - rank(b));
        const height = Math.max(90, names.length * 22);
        const margin = Math.min(150, width * 0.26);
        const made = sankey<{ id: string }, {}>().nodeId((node) => node.id).nodeWidth(8).nodePadding(12)
          .nodeSort((a, b) => rank(a.id) - rank(b.id))
          .extent([[margin, 6], [width - margin, height - 6]])({
            nodes: names.map((id) => ({ id })),
            links: moved.map((flow) => ({ source: `0 ${flow.from}`, target: `1 ${flow.to}`, value: flow.value })),
          });
        return (
          <svg width={width} height={height} role="img" aria-label={label}>
            {made.links.map((each, at) => {
              const [from, to] = [each.source, each.target] as unknown as { id: string }[];
              return (
                <path key={at} class="flow" d={sankeyLinkHorizontal()(each as never) ?? ""}
                  stroke-width={Math.max(1, each.width ?? 1)} style={{ color: colour(Math.max(0, rank(from.id))) }}>
                  <title>{`${f.words(from.id.slice(2))} → ${f.words(to.id.slice(2))}: ${f.count(each.value)}`}</title>
                </path>
              );
            })}
            {made.nodes.map((node) => {
              const isLeft = node.id.startsWith("0");
              return (
                <g key={node.id} style={{ color: colour(Math.max(0, rank(node.id))) }}>
                  <rect class="flow-end" x={node.x0} y={node.y0} width={8} height={Math.max(1, node.y1! - node.y0!)} />
                  <text class="label" x={isLeft ? node.x0! - 6 : node.x1! + 6} y={(node.y0! + node.y1!) / 2 + 4}
                    text-anchor={isLeft ? "end" : "start"}>
                    {cut(f.words(node.id.slice(2)), margin - 46)} {f.compact(node.value)}
                  </text>
                </g>
              );
            })}
          </svg>
        );
      }}
    </Sized>
  );
}

export interface Cell {
  text: string;
  part: number | null;
  title?: string;
  href?: string;
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

/** The Lorenz curve of steps from the least to the most. */
export function Lorenz({ points, label }: { points: [number, number][]; label: string }) {
  return (
    <Sized>
      {(whole) => {
        const width = Math.min(whole, 460);
        const height = Math.min(width * 0.72, 320);
        const box = { left: 46, right: width - 10, top: 8, bottom: height - 38 };
        const x = scaleLinear([0, 1], [box.left, box.right]);
        const low = Math.min(0, ...points.map((point) => point[1]));
        const y = scaleLinear([low, 1], [box.bottom, box.top]);
        return (
          <svg width={width} height={height} role="img" aria-label={label}>
            <g class="grid">
              {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
                <g key={tick}>
                  <line x1={box.left} x2={box.right} y1={y(tick)} y2={y(tick)} />
                  <text x={box.left - 6} y={y(tick) + 4} text-anchor="end">{f.percent(tick)}</text>
                  <text x={x(tick)} y={box.bottom + 16} text-anchor="middle">{f.percent(tick)}</text>
                </g>
              ))}
              <text x={(box.left + box.right) / 2} y={height - 4} text-anchor="middle">{texts.customers.shareOfCustomers}</text>
            </g>
            <path class="area" style={{ color: colour(0) }}
              d={area<[number, number]>((p) => x(p[0]), (p) => y(p[0]), (p) => y(p[1]))(points) ?? ""} />
            <path class="leader" d={`M${x(0)},${y(0)}L${x(1)},${y(1)}`} />
            <path class="line" style={{ color: colour(0) }} d={line<[number, number]>((p) => x(p[0]), (p) => y(p[1]))(points) ?? ""} />
          </svg>
        );
      }}
    </Sized>
  );
}

/** Two lines over an ordered scale: what was predicted, what came. */
export function Pairs({ rows, names, label, axis }: {
  rows: { at: number; values: number[] }[]; names: string[]; label: string; axis: string;
}) {
  return (
    <>
      <Legend names={names} />
      <Sized>
        {(whole) => {
          const width = Math.min(whole, 560);
          const height = 230;
          const box = { left: 52, right: width - 12, top: 8, bottom: height - 38 };
          const x = scaleLinear(extent(rows, (row) => row.at) as [number, number], [box.left + 8, box.right]);
          const y = scaleLinear([0, max(rows, (row) => Math.max(...row.values)) || 1], [box.bottom, box.top]).nice(4);
          return (
            <svg width={width} height={height} role="img" aria-label={label}>
              <g class="grid">
                {y.ticks(4).map((tick) => (
                  <g key={tick}>
                    <line x1={box.left} x2={box.right} y1={y(tick)} y2={y(tick)} />
                    <text x={box.left - 6} y={y(tick) + 4} text-anchor="end">{f.compact(tick)}</text>
                  </g>
                ))}
                {rows.map((row) => <text key={row.at} x={x(row.at)} y={box.bottom + 16} text-anchor="middle">{row.at}</text>)}
                <text x={(box.left + box.right) / 2} y={height - 4} text-anchor="middle">{axis}</text>
              </g>
              {names.map((name, at) => (
                <g key={name} style={{ color: colour(at) }}>
                  <path class="line" d={line<(typeof rows)[0]>((row) => x(row.at), (row) => y(row.values[at]))(rows) ?? ""} />
                  {rows.map((row) => (
                    <circle key={row.at} class="dot" cx={x(row.at)} cy={y(row.values[at])} r="3">
                      <title>{`${name}, ${row.at}: ${f.number(row.values[at])}`}</title>
                    </circle>
                  ))}
                </g>
              ))}
            </svg>
          );
        }}
      </Sized>
    </>
  );
}

/** How large something would be for each number, with a mark at the one that holds. */
export function Curve({ points, today, label, axis }: {
  points: { at: number; value: number | null; isCliff: boolean }[]; today: number; label: string; axis: string;
}) {
  return (
    <Sized>
      {(whole) => {
        const width = Math.min(whole, 520);
        const height = 190;
        const box = { left: 46, right: width - 12, top: 14, bottom: height - 36 };
        const x = scaleLinear(extent(points, (point) => point.at) as [number, number], [box.left, box.right]);
        const y = scaleLinear([0, max(points, (point) => point.value ?? 0) || 1], [box.bottom, box.top]).nice(4);
        const known = points.filter((point) => point.value !== null);
        return (
          <svg width={width} height={height} role="img" aria-label={label}>
            <g class="grid">
              {y.ticks(4).map((tick) => (
                <g key={tick}>
                  <line x1={box.left} x2={box.right} y1={y(tick)} y2={y(tick)} />
                  <text x={box.left - 6} y={y(tick) + 4} text-anchor="end">{f.compact(tick)}</text>
                </g>
              ))}
              {x.ticks(Math.max(2, Math.floor((box.right - box.left) / 70))).map((tick) => (
                <text key={tick} x={x(tick)} y={box.bottom + 15} text-anchor="middle">{f.number(tick)}</text>
              ))}
              <text x={(box.left + box.right) / 2} y={height - 4} text-anchor="middle">{axis}</text>
              <g class="zero"><line x1={x(today)} x2={x(today)} y1={box.top} y2={box.bottom} /></g>
              <text x={x(today)} y={box.top - 3} text-anchor="middle">{f.number(today)}</text>
            </g>
            <g style={{ color: colour(0) }}>
              <path class="line" d={line<(typeof points)[0]>((point) => x(point.at), (point) => y(point.value ?? 0)).defined((point) => point.value !== null)(points) ?? ""} />
              {known.map((point) => (
                <circle key={point.at} class="dot" cx={x(point.at)} cy={y(point.value!)} r={point.at === today ? 4.5 : point.isCliff ? 4 : 2.5}>
                  <title>{`${f.number(point.at)}: ${f.count(point.value)}`}</title>
                </circle>
              ))}
            </g>
          </svg>
        );
      }}
    </Sized>
  );
}
