// Lineage of nodes: what a node reads and what reads it, and the whole project by folder.
import { useMemo, useState } from "preact/hooks";
import { children, positions, site } from "./data";
import * as f from "./format";
import { Canvas, MOST, laidOut, steps, type Box, type Drawn } from "./graph";
import { texts } from "./texts";
import { Choice, Page, Table, folderOf, href, toneOf } from "./ui";

const t = texts.lineage;
/** How many steps can be asked for. */
export const DEPTHS: [string, string][] = [["0", "0"], ["1", "1"], ["2", "2"], ["3", "3"], ["5", "5"], ["99", "∞"]];

function around(position: number, up: number, down: number): { shown: Set<number>; isCut: boolean } {
  const before = steps(position, (at) => site.parents[at], up, MOST / 2);
  const after = steps(position, (at) => children[at], down, MOST / 2);
  return { shown: new Set([...before.found, ...after.found]), isCut: before.isCut || after.isCut };
}

function boxOf(at: number, focus: number, onFocus?: (at: number) => void): Box {
  const node = site.nodes[at];
  const worst = ["error", "fail", "interrupted", "warn"].find((each) => node[9][each]) ?? node[8];
  return {
    id: String(at), label: node[1], kind: node[2], tone: toneOf(worst), colour: node[10], isFocus: at === focus,
    open: () => { location.hash = href.node(at).slice(1); }, focus: onFocus && (() => onFocus(at)),
  };
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
      id: `in ${name}`, label: `${name || site.project} (${n})`, kind: name.startsWith("source ") ? "source" : "folder", tone: "none",
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

export function NodeLinks({ of }: { of: number[] }) {
  if (!of.length) return <span class="quiet">{texts.node.nothing}</span>;
  return <>{of.map((each, at) => <span key={each}>{at ? ", " : ""}<a href={href.node(each)}>{site.nodes[each][1]}</a></span>)}</>;
}
