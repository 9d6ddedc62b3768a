// Lineage: a node with what it reads and what reads it, laid out by dagre, moved by d3-zoom.
import { graphlib, layout } from "@dagrejs/dagre";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior } from "d3-zoom";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { children, positions, site, useDocument } from "./data";
import { folderOf } from "./page-project";
import { texts } from "./texts";
import type { ColumnEntries } from "./types";
import { Choice, Page, Table, Whole, href, toneOf } from "./ui";
import * as f from "./format";

const t = texts.lineage;
const MOST = 160;
const ROW = 26;

interface Box { id: string; label: string; note?: string; kind: string; tone: string; isFocus?: boolean; open: () => void; focus?: () => void }
interface Drawn { boxes: (Box & { x: number; y: number; w: number })[]; arrows: string[]; width: number; height: number }

function laidOut(boxes: Box[], arrows: [string, string][], way: "LR" | "TB" = "LR"): Drawn {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: way, nodesep: way === "LR" ? 8 : 20, ranksep: way === "LR" ? 46 : 22, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, { width: 26 + Math.min(box.label.length, 34) * 7.7, height: ROW });
  for (const [from, to] of arrows) graph.setEdge(from, to);
  layout(graph);
  const placed = boxes.map((box) => {
    const at = graph.node(box.id);
    return { ...box, x: at.x - at.width / 2, y: at.y - ROW / 2, w: at.width };
  });
  const paths = graph.edges().map((edge) => {
    const points = (graph.edge(edge) as { points: { x: number; y: number }[] }).points;
    const [first, last] = [points[0], points[points.length - 1]];
    let path = `M${first.x},${first.y}`;
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]];
      const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
      path += way === "LR" ? `C${x},${a.y} ${x},${b.y} ${b.x},${b.y}` : `C${a.x},${y} ${b.x},${y} ${b.x},${b.y}`;
    }
    return last ? path : "";
  });
  const all = graph.graph() as { width?: number; height?: number };
  return { boxes: placed, arrows: paths, width: all.width ?? 0, height: all.height ?? 0 };
}

function steps<T>(from: T, next: (at: T) => T[], depth: number, most: number): { found: Set<T>; isCut: boolean } {
  const found = new Set([from]);
  let edge = [from];
  for (let step = 0; step < depth && edge.length; step++) {
    const further = new Set<T>();
    for (const at of edge) for (const each of next(at)) if (!found.has(each)) further.add(each);
    if (found.size + further.size > most) return { found, isCut: true };
    further.forEach((each) => found.add(each));
    edge = [...further];
  }
  return { found, isCut: false };
}

function around(position: number, up: number, down: number): { shown: Set<number>; isCut: boolean } {
  const before = steps(position, (at) => site.parents[at], up, MOST / 2);
  const after = steps(position, (at) => children[at], down, MOST / 2);
  return { shown: new Set([...before.found, ...after.found]), isCut: before.isCut || after.isCut };
}

function boxOf(at: number, focus: number, onFocus?: (at: number) => void): Box {
  const node = site.nodes[at];
  const worst = ["error", "fail", "interrupted", "warn"].find((each) => node[9][each]) ?? node[8];
  return {
    id: String(at), label: node[1], kind: node[2], tone: toneOf(worst), isFocus: at === focus,
    open: () => { location.hash = href.node(at).slice(1); }, focus: onFocus && (() => onFocus(at)),
  };
}

function Canvas({ drawn, label, height }: { drawn: Drawn; label: string; height: number }) {
  const svg = useRef<SVGSVGElement>(null);
  const inner = useRef<SVGGElement>(null);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | undefined>(undefined);
  function fit() {
    const [w, h] = [svg.current!.clientWidth, svg.current!.clientHeight];
    const scale = Math.min(1, w / (drawn.width || 1), h / (drawn.height || 1));
    const focus = drawn.boxes.find((box) => box.isFocus);
    const tiny = scale < 0.45;
    const shown = tiny ? 0.8 : scale;
    const x = tiny && focus ? w / 2 - (focus.x + focus.w / 2) * shown : (w - drawn.width * shown) / 2;
    const y = tiny && focus ? h / 2 - (focus.y + ROW / 2) * shown : (h - drawn.height * shown) / 2;
    select(svg.current!).call(behaviour.current!.transform, zoomIdentity.translate(x, y).scale(shown));
  }
  useEffect(() => {
    behaviour.current = zoom<SVGSVGElement, unknown>().scaleExtent([0.1, 2.5])
      .filter((event) => !event.button && (event.type !== "wheel" || event.ctrlKey || event.metaKey || document.activeElement === svg.current || svg.current!.contains(document.activeElement)))
      .on("zoom", (event) => inner.current?.setAttribute("transform", event.transform.toString()));
    select(svg.current!).call(behaviour.current).on("dblclick.zoom", null);
    fit();
  }, [drawn]);
  const by = (factor: number) => select(svg.current!).call(behaviour.current!.scaleBy, factor);
  return (
    <div class="canvas" style={{ height: `${height}px` }}>
      <svg ref={svg} role="group" aria-label={label} tabIndex={0}>
        <g ref={inner}>
          {drawn.arrows.map((path, at) => <path key={at} class="arrow" d={path} />)}
          {drawn.boxes.map((box) => (
            <g key={box.id} class={`box ${box.kind}${box.isFocus ? " focus" : ""}`} transform={`translate(${box.x},${box.y})`}
              role="link" tabIndex={0} aria-label={`${box.label}, ${box.kind}`}
              onClick={(event) => (event.shiftKey && box.focus ? box.focus() : box.open())}
              onKeyDown={(event) => { if (event.key === "Enter") (event.shiftKey && box.focus ? box.focus : box.open)(); }}>
              <rect width={box.w} height={ROW} rx="5" />
              <circle class={box.tone} cx="12" cy={ROW / 2} r="3.5" />
              <text x="22" y={ROW / 2 + 4}>{box.label.length > 34 ? `${box.label.slice(0, 33)}…` : box.label}</text>
              <title>{box.label}{box.note ? `\n${box.note}` : ""}</title>
            </g>
          ))}
        </g>
      </svg>
      <div class="zoom">
        <button onClick={() => by(1.3)} aria-label={t.in}>+</button>
        <button onClick={() => by(1 / 1.3)} aria-label={t.out}>−</button>
        <button onClick={fit}>{t.fit}</button>
      </div>
    </div>
  );
}

function drawnAround(position: number, up: number, down: number, onFocus?: (at: number) => void, onlyItsOwn = false): { drawn: Drawn; isCut: boolean; shown: Set<number> } {
  const { shown, isCut } = around(position, up, down);
  const boxes = [...shown].map((at) => boxOf(at, position, onFocus));
  const arrows: [string, string][] = [];
  for (const at of shown) for (const parent of site.parents[at]) if (shown.has(parent) && (!onlyItsOwn || at === position || parent === position)) arrows.push([String(parent), String(at)]);
  return { drawn: laidOut(boxes, arrows), isCut, shown };
}

export function Neighbours({ position }: { position: number }) {
  const made = useMemo(() => drawnAround(position, 1, 1, undefined, true), [position]);
  const height = Math.max(90, Math.min(420, made.drawn.height + 20));
  return <Canvas drawn={made.drawn} label={texts.node.lineage} height={height} />;
}

export function LineagePage({ id }: { id?: string }) {
  const position = id === undefined ? undefined : positions.get(id);
  return (
    <Page title={t.title}>
      {position === undefined ? <Folders /> : <Focused key={id} position={position} />}
    </Page>
  );
}

/** A column with the columns that it is made of, and those that are made of it. */
export function ColumnPage({ id, column }: { id: string; column: string }) {
  const position = positions.get(id);
  const loaded = useDocument<ColumnEntries>(site.has_columns ? "columns" : null);
  const c = texts.column;
  if (position === undefined || !site.has_columns) return <Page title={column}><p>{texts.notFound}</p></Page>;
  return (
    <Page title={column} lead={<>{c.of} <a href={href.node(position)}>{site.nodes[position][1]}</a></>}>
      <Whole of={loaded}>{(entries) => <OneColumn key={`${id} ${column}`} position={position} column={column.toLowerCase()} entries={entries} />}</Whole>
    </Page>
  );
}

let readersOf: Map<string, string[]> | undefined;

function columnReaders(entries: ColumnEntries): Map<string, string[]> {
  if (readersOf) return readersOf;
  readersOf = new Map();
  entries.forEach((columns, at) => {
    for (const [name, origins] of Object.entries(columns)) for (const [node, column] of origins) {
      const key = `${node} ${column}`;
      readersOf!.set(key, [...(readersOf!.get(key) ?? []), `${at} ${name}`]);
    }
  });
  return readersOf;
}

function OneColumn({ position, column, entries }: { position: number; column: string; entries: ColumnEntries }) {
  const c = texts.column;
  const [up, setUp] = useState("99");
  const [down, setDown] = useState("1");
  const own = `${position} ${column}`;
  const split = (key: string): [number, string] => [Number(key.slice(0, key.indexOf(" "))), key.slice(key.indexOf(" ") + 1)];
  const originsOf = (key: string) => {
    const [at, name] = split(key);
    return (entries[at][name] ?? []).map(([node, origin]) => `${node} ${origin}`);
  };
  const made = useMemo(() => {
    const readers = columnReaders(entries);
    const before = steps(own, originsOf, Number(up), MOST / 2);
    const after = steps(own, (key) => readers.get(key) ?? [], Number(down), MOST / 2);
    const shown = new Set([...before.found, ...after.found]);
    const boxes: Box[] = [...shown].map((key) => {
      const [at, name] = split(key);
      return {
        id: key, label: `${site.nodes[at][1]}.${name}`, kind: site.nodes[at][2], tone: "none", isFocus: key === own,
        open: () => { location.hash = href.column(at, name).slice(1); },
      };
    });
    const arrows = [...shown].flatMap((key) => originsOf(key).filter((each) => shown.has(each)).map((each) => [each, key] as [string, string]));
    return { drawn: laidOut(boxes, arrows), isCut: before.isCut || after.isCut, shown };
  }, [own, up, down]);
  const ends = [...made.shown].filter((key) => key !== own && originsOf(key).length === 0);
  return (
    <>
      <p class="quiet">{c.note}</p>
      <div class="filters">
        <Choice label={t.up} value={up} onChange={setUp} options={DEPTHS} />
        <Choice label={t.down} value={down} onChange={setDown} options={DEPTHS} />
      </div>
      {made.isCut && <p class="quiet">{t.tooMany(MOST)}</p>}
      {made.shown.size > 1
        ? <Canvas drawn={made.drawn} label={c.title} height={Math.max(200, Math.min(600, made.drawn.height + 40))} />
        : <p>{c.alone}</p>}
      <Columns title={c.madeOf} of={originsOf(own).map(split)} />
      <Columns title={c.usedBy} of={(columnReaders(entries).get(own) ?? []).map(split)} />
      <Columns title={c.ends} of={ends.map(split)} />
    </>
  );
}

function Columns({ title, of }: { title: string; of: [number, string][] }) {
  if (!of.length) return null;
  return (
    <section>
      <h2>{title} <span class="badge">{of.length}</span></h2>
      <ul class="tests">
        {of.map(([at, name]) => <li key={`${at} ${name}`}><a href={href.column(at, name)}>{site.nodes[at][1]}.<b>{name}</b></a></li>)}
      </ul>
    </section>
  );
}

const DEPTHS: [string, string][] = [["0", "0"], ["1", "1"], ["2", "2"], ["3", "3"], ["5", "5"], ["99", "∞"]];

function Focused({ position }: { position: number }) {
  const [up, setUp] = useState("2");
  const [down, setDown] = useState("2");
  const go = (at: number) => { location.hash = href.lineage(at).slice(1); };
  const made = useMemo(() => drawnAround(position, Number(up), Number(down), go), [position, up, down]);
  return (
    <>
      <div class="filters">
        <span>{t.focus}: <a class="strong" href={href.node(position)}>{site.nodes[position][1]}</a></span>
        <Choice label={t.up} value={up} onChange={setUp} options={DEPTHS} />
        <Choice label={t.down} value={down} onChange={setDown} options={DEPTHS} />
        <a href="#/lineage">{t.project}</a>
      </div>
      {made.isCut && <p class="quiet">{t.tooMany(MOST)}</p>}
      <Canvas drawn={made.drawn} label={t.title} height={Math.max(360, Math.min(640, window.innerHeight - 240))} />
      <p class="quiet small">{t.legend}</p>
      <details>
        <summary>{t.list}</summary>
        <Table label={t.list} rows={[...made.shown]} columns={[
          { name: texts.models.name, of: (at) => <a href={href.node(at)}>{site.nodes[at][1]}</a>, by: (at) => site.nodes[at][1] },
          { name: texts.models.type, of: (at) => site.nodes[at][2], by: (at) => site.nodes[at][2] },
          { name: texts.models.folder, of: (at) => folderOf(site.nodes[at][4]), by: (at) => folderOf(site.nodes[at][4]) },
        ]} />
      </details>
    </>
  );
}

const MOST_FOLDERS = 40;
const FEW_FOLDERS = 6;

/** The folders with most nodes by name, and all others of a folder together. */
function largest(of: string[]): string[] {
  const sizes = new Map<string, number>();
  of.forEach((name) => sizes.set(name, (sizes.get(name) ?? 0) + 1));
  const kept = new Set([...sizes].sort((a, b) => b[1] - a[1]).slice(0, MOST_FOLDERS / 2).map(([name]) => name));
  return of.map((name) => (kept.has(name) ? name : `${folderOf(name)}/…`));
}

/** The folder of each node, of which so many levels count. */
function foldersAt(depth: number): string[] {
  return site.nodes.map((node) => {
    if (node[2] === "source") return `source ${node[1].split(".")[0]}`;
    const folder = folderOf(node[4]).split("/").slice(0, depth).join("/");
    return `${node[3] === site.project ? "" : `${node[3]}: `}${folder}`;
  });
}

function Folders() {
  const [open, setOpen] = useState<string | null>(null);
  const made = useMemo(() => {
    let depth = 9;
    let of = foldersAt(depth);
    while (new Set(of).size > MOST_FOLDERS && depth > 1) of = foldersAt(--depth);
    if (new Set(of).size < FEW_FOLDERS && depth < 9) of = largest(foldersAt(depth + 1));
    const sizes = new Map<string, number>();
    of.forEach((folder) => sizes.set(folder, (sizes.get(folder) ?? 0) + 1));
    const arrows = new Map<string, { ends: [string, string]; n: number }>();
    site.parents.forEach((parents, at) => parents.forEach((parent) => {
      if (of[parent] === of[at]) return;
      const key = `${of[parent]}\0${of[at]}`;
      const known = arrows.get(key) ?? { ends: [of[parent], of[at]], n: 0 };
      known.n++;
      arrows.set(key, known);
    }));
    const folders = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, MOST_FOLDERS);
    const kept = new Set(folders.map(([name]) => name));
    const boxes: Box[] = folders.map(([name, n]) => ({
      id: `in ${name}`, label: `${name || "."} (${n})`, kind: name.startsWith("source ") ? "source" : "folder", tone: "none",
      open: () => setOpen(name),
    }));
    return { of, drawn: laidOut(boxes, [...arrows.values()].filter(({ ends: [a, b] }) => kept.has(a) && kept.has(b))
      .sort((a, b) => b.n - a.n).slice(0, MOST).map(({ ends: [a, b] }) => [`in ${a}`, `in ${b}`]), "TB") };
  }, []);
  const inside = open === null ? [] : site.nodes.map((_, at) => at).filter((at) => made.of[at] === open);
  return (
    <>
      <h2>{t.project}</h2>
      <p class="quiet">{t.projectNote}</p>
      <Canvas drawn={made.drawn} label={t.project} height={Math.max(360, Math.min(620, window.innerHeight - 280))} />
      {open !== null && (
        <section>
          <h2>{open}</h2>
          <Table label={open} rows={inside} columns={[
            { name: texts.models.name, of: (at) => <a href={href.lineage(at)}>{site.nodes[at][1]}</a>, by: (at) => site.nodes[at][1] },
            { name: texts.models.rows, number: true, of: (at) => f.count(site.nodes[at][6]), by: (at) => site.nodes[at][6] },
          ]} />
        </section>
      )}
    </>
  );
}
