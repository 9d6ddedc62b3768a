// What charts share: colours, texts that fit, a plot with a scale of values, and a line on it.
import type { ComponentChildren } from "preact";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import { line } from "d3-shape";
import * as f from "./format";
import { Sized } from "./ui";

const COLOURS = 8;
export const colour = (at: number) => `var(--c${at % COLOURS})`;

/** A text that is no wider than so many pixels. */
export function cut(text: string, width: number): string {
  const most = Math.max(4, Math.floor(width / 6.4));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

export function Linked({ href, children }: { href?: string; children: ComponentChildren }) {
  return href ? <a href={href}>{children}</a> : <>{children}</>;
}

export function Legend({ names }: { names: string[] }) {
  return (
    <ul class="legend">
      {names.map((name, at) => <li key={name}><i style={{ background: colour(at) }} aria-hidden="true" />{name}</li>)}
    </ul>
  );
}

/** Where things are in a plot; `beyond` is the room to its right. */
export interface Place {
  left: number;
  right: number;
  top: number;
  bottom: number;
  beyond: number;
  y: ScaleLinear<number, number>;
}

/** A drawing with a scale of values on its left; `under` is the name of what stands below it. */
export function Plot({ label, unit, under, low = 0, high, height, widest = Infinity, room = 12, say = f.compact, hasLinks, children }: {
  label: string; unit: string; under?: string; low?: number; high: number; height: number; widest?: number;
  room?: number | ((width: number) => number); say?: (value: number) => string; hasLinks?: boolean;
  children: (place: Place) => ComponentChildren;
}) {
  return (
    <Sized>
      {(whole) => {
        const width = Math.min(whole, widest);
        const [left, top, bottom] = [52, 24, height - (under ? 38 : 22)];
        const right = width - (typeof room === "number" ? room : room(width));
        const y = scaleLinear([low, high > low ? high : low + 1], [bottom, top]).nice(4);
        return (
          <svg width={width} height={height} role={hasLinks ? "group" : "img"} aria-label={`${label} (${unit})`}>
            <g class="grid">
              <text x={0} y={11}>{unit}</text>
              {y.ticks(4).map((tick) => (
                <g key={tick} class={tick === 0 && low < 0 ? "zero" : ""}>
                  <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} />
                  <text x={left - 6} y={y(tick) + 4} text-anchor="end">{say(tick)}</text>
                </g>
              ))}
              {under && <text x={(left + right) / 2} y={height - 4} text-anchor="middle">{under}</text>}
            </g>
            {children({ left, right, top, bottom, beyond: width - right, y })}
          </svg>
        );
      }}
    </Sized>
  );
}

export interface Dot {
  x: number;
  y: number | null;
  title: string;
  size?: number;
}

/** A line through dots, with a gap where a value is not known. */
export function Trace({ dots, size = 2.5, curve }: { dots: Dot[]; size?: number; curve?: Parameters<ReturnType<typeof line>["curve"]>[0] }) {
  const path = line<Dot>((dot) => dot.x, (dot) => dot.y!).defined((dot) => dot.y !== null);
  if (curve) path.curve(curve);
  return (
    <>
      <path class="line" d={path(dots) ?? ""} />
      {dots.map((dot, at) => dot.y !== null && (
        <circle key={at} class="dot" cx={dot.x} cy={dot.y} r={dot.size ?? size}><title>{dot.title}</title></circle>
      ))}
    </>
  );
}
