// What all pages share: figures with their table, tables, states, links.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Loaded } from "./data";
import { positions, site } from "./data";
import * as f from "./format";
import { texts } from "./texts";
import type { Figures } from "./types";

export const href = {
  family: (name: string) => `#/family/${encodeURIComponent(name)}`,
  segment: (family: string, segment: string) => `#/family/${encodeURIComponent(family)}/${encodeURIComponent(segment)}`,
  node: (position: number) => `#/node/${encodeURIComponent(site.nodes[position][0])}`,
  column: (position: number, name: string) => `#/column/${encodeURIComponent(site.nodes[position][0])}/${encodeURIComponent(name)}`,
  lineage: (position: number) => `#/lineage/${encodeURIComponent(site.nodes[position][0])}`,
};

export function Page({ title, lead, children }: { title: string; lead?: ComponentChildren; children: ComponentChildren }) {
  return (
    <article>
      <h1>{title}</h1>
      {lead && <div class="lead">{lead}</div>}
      {children}
    </article>
  );
}

export function Whole<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  if (of.problem) return <p class="problem">{texts.problem(of.problem)}</p>;
  if (of.value === undefined) return <p class="quiet" aria-busy="true">{texts.loading}…</p>;
  return <>{children(of.value)}</>;
}

const signs: Record<string, string> = {
  success: "✓", pass: "✓", reused: "✓", warn: "!", fail: "✕", error: "✕", interrupted: "✕",
};

export function toneOf(status: string | null | undefined): string {
  if (!status) return "none";
  if (["success", "pass", "reused"].includes(status)) return "good";
  if (status === "warn") return "look";
  return ["fail", "error", "interrupted"].includes(status) ? "bad" : "none";
}

export function Status({ of, quiet }: { of: string | null | undefined; quiet?: boolean }) {
  if (!of) return <span class="quiet">{f.none}</span>;
  return (
    <span class={`status ${toneOf(of)}`} title={texts.status[of] ?? of}>
      <span aria-hidden="true">{signs[of] ?? "·"}</span>
      {quiet ? <span class="hidden">{texts.status[of] ?? of}</span> : ` ${texts.status[of] ?? of}`}
    </span>
  );
}

/** How many ended how; `inWords` where signs alone do not tell them apart. */
export function Verdicts({ of, inWords }: { of: Record<string, number>; inWords?: boolean }) {
  const all = Object.entries(of);
  if (!all.length) return <span class="quiet">{f.none}</span>;
  return (
    <span class="verdicts">
      {all.map(([verdict, n]) => (
        <span key={verdict} class={`status ${toneOf(verdict)}`} title={`${n} ${texts.status[verdict] ?? verdict}`}>
          <span aria-hidden="true">{signs[verdict] ?? "·"}</span> {n}
          <span class={inWords ? "" : "hidden"}> {texts.status[verdict] ?? verdict}</span>
        </span>
      ))}
    </span>
  );
}

export interface TableColumn<T> {
  name: string;
  of: (row: T) => ComponentChildren;
  by?: (row: T) => string | number | null | undefined;
  number?: boolean;
  wide?: boolean;
}

export function Table<T>({ columns, rows, label, most = 60 }: {
  columns: TableColumn<T>[]; rows: T[]; label: string; most?: number;
}) {
  const [order, setOrder] = useState<[number, 1 | -1] | null>(null);
  const [isWhole, setWhole] = useState(false);
  let shown = rows;
  if (order) {
    const by = columns[order[0]].by!;
    shown = [...rows].sort((a, b) => {
      const [x, y] = [by(a), by(b)];
      if (x === y) return 0;
      if (x === null || x === undefined) return 1;
      if (y === null || y === undefined) return -1;
      return (x < y ? -1 : 1) * order[1];
    });
  }
  const cut = isWhole || shown.length <= most + 10 ? shown : shown.slice(0, most);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <caption class="hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => {
              const way = order?.[0] === at ? order[1] : 0;
              return (
                <th key={at} scope="col" class={column.number ? "n" : ""}
                  aria-sort={way ? (way > 0 ? "ascending" : "descending") : undefined}>
                  {column.by ? (
                    <button class="plain" onClick={() => setOrder([at, way ? (-way as 1 | -1) : column.number ? -1 : 1])}>
                      {column.name}{way ? <span aria-hidden="true">{way > 0 ? " ↑" : " ↓"}</span> : null}
                    </button>
                  ) : column.name}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {cut.map((row, at) => (
            <tr key={at}>
              {columns.map((column, i) => (
                <td key={i} class={(column.number ? "n" : "") + (column.wide ? " wide" : "")}>{column.of(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {cut.length < shown.length && (
        <button class="more" onClick={() => setWhole(true)}>{texts.rowsMore(shown.length - cut.length)}</button>
      )}
    </div>
  );
}

function cell(value: unknown, hidesPeople?: boolean): ComponentChildren {
  if (value === null || value === undefined) return hidesPeople ? texts.hidden : f.none;
  if (typeof value === "number") return f.number(value);
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  return String(value);
}

/** A chart with its title and note, and behind it the table that it was drawn from. */
export function Figure({ title, note, figures, children, hidesPeople }: {
  title: string; note?: ComponentChildren; figures?: Figures; children: ComponentChildren; hidesPeople?: boolean;
}) {
  const isHiding = hidesPeople && site.minimum_cell > 0 && figures?.rows.some((row) => row.includes(null));
  return (
    <figure>
      <figcaption>
        <h2>{title}</h2>
        {note && <p>{note}</p>}
      </figcaption>
      {children}
      {isHiding && <p class="quiet small">{texts.suppressed(site.minimum_cell)}</p>}
      {figures && (
        <Disclosed summary={texts.asTable} origin={figures.origin}>
          {() => (
            <Table<any[]> label={title} rows={figures.rows} columns={figures.columns.map((name, at) => ({
              name: f.words(name), of: (row) => cell(row[at], hidesPeople), by: (row) => row[at],
              number: figures.rows.some((row) => typeof row[at] === "number"),
            }))} />
          )}
        </Disclosed>
      )}
    </figure>
  );
}

function Disclosed({ summary, origin, children }: { summary: string; origin?: string; children: () => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}{origin ? <span class="quiet"> {texts.from} {origin}</span> : null}</summary>
      {isOpen && children()}
    </details>
  );
}

/** The width that a chart has; it is drawn again when that changes. */
export function Sized({ children, least = 260 }: { children: (width: number) => ComponentChildren; least?: number }) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current!;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return <div class="sized" ref={ref}>{width > 0 && children(Math.max(width, least))}</div>;
}

export function Facts({ of, two }: { of: [string, ComponentChildren][]; two?: boolean }) {
  return (
    <dl class={two ? "facts two" : "facts"}>
      {of.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => (
        <div key={name}><dt>{name}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}

export function Choice({ label, value, options, onChange }: {
  label: string; value: string; options: [string, string][]; onChange: (value: string) => void;
}) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
      </select>
    </label>
  );
}

/** A step of a run: the node that has a page, or the name of a test. */
export function Step({ id }: { id: string }) {
  const at = positions.get(id);
  const name = id.split(".").slice(2).join(".");
  return at === undefined ? <span>{name}</span> : <a href={href.node(at)}>{name}</a>;
}

export function folderOf(file: string): string {
  return file.split("/").slice(0, -1).join("/");
}

/** Rows of figures as objects by column. */
export function records(figures: Figures | undefined): Record<string, any>[] {
  if (!figures) return [];
  return figures.rows.map((row) => Object.fromEntries(figures.columns.map((name, at) => [name, row[at]])));
}

/** Text with paragraphs and `code`, as descriptions are written. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph, at) => (
        <p key={at}>
          {paragraph.split(/(`[^`]+`)/).map((part, i) =>
            part.startsWith("`") && part.length > 2 ? <code key={i}>{part.slice(1, -1)}</code> : part)}
        </p>
      ))}
    </>
  );
}

export function Members({ of }: { of: number | null }) {
  return of === null ? <span class="quiet">{texts.few(site.minimum_cell)}</span> : <>{f.count(of)}</>;
}

/** What a change is since: the day before, where it is known. */
export function sinceDay(day: string | null): string {
  return day ? texts.segments.since(f.day(day)) : texts.segments.change;
}

/** The title of an amount of money, with its currency where that is known. */
export function inCurrency(title: string): string {
  return site.currency ? `${title} (${site.currency})` : title;
}

export function Change({ of }: { of: number | null }) {
  if (of === null) return <span class="quiet">{f.none}</span>;
  return <span class={of === 0 ? "quiet" : ""}>{f.signed(of)}</span>;
}
