// A column: what its values are made of, what is made of it, and by what rows are chosen.
import { useMemo, useState } from "preact/hooks";
import { positions, site, useDocument } from "./data";
import { Canvas, MOST, laidOut, steps, type Box } from "./graph";
import { DEPTHS, NodeLinks } from "./page-lineage";
import { texts } from "./texts";
import type { ColumnsPage } from "./types";
import { Choice, Page, Whole, href } from "./ui";

const t = texts.column;

type Column = [node: number, name: string];
type Origins = (column: Column) => Column[];

const keyOf = ([node, name]: Column) => `${node} ${name}`;

function columnOf(key: string): Column {
  const space = key.indexOf(" ");
  return [Number(key.slice(0, space)), key.slice(space + 1)];
}

export function ColumnPage({ id, column }: { id: string; column: string }) {
  const position = positions.get(id);
  const loaded = useDocument<ColumnsPage>(site.has_columns ? "columns" : null);
  if (position === undefined) return <Page title={column}><p>{texts.notFound}</p></Page>;
  return (
    <Page title={column} lead={<>{t.of} <a href={href.node(position)}>{site.nodes[position][1]}</a></>}>
      {site.has_columns
        ? <Whole of={loaded}>{(page) => <OneColumn key={`${id} ${column}`} column={[position, column.toLowerCase()]} page={page} />}</Whole>
        : <p>{t.notFollowed}</p>}
    </Page>
  );
}

/** The columns that are made of each one, by key. */
function readersIn(page: ColumnsPage): Map<string, Column[]> {
  const found = new Map<string, Column[]>();
  page.made_of.forEach((columns, node) => {
    for (const [name, origins] of Object.entries(columns)) for (const origin of origins) {
      const key = keyOf(origin);
      if (!found.has(key)) found.set(key, []);
      found.get(key)!.push([node, name]);
    }
  });
  return found;
}

function OneColumn({ column, page }: { column: Column; page: ColumnsPage }) {
  const [up, setUp] = useState("99");
  const [down, setDown] = useState("1");
  const [node] = column;
  const originsOf: Origins = ([at, name]) => page.made_of[at][name] ?? [];
  const readers = useMemo(() => readersIn(page), [page]);
  const readersOf: Origins = (each) => readers.get(keyOf(each)) ?? [];
  const own = keyOf(column);
  const made = useMemo(() => {
    const from = (of: Origins) => (key: string) => of(columnOf(key)).map(keyOf);
    const before = steps(own, from(originsOf), Number(up), MOST / 2);
    const after = steps(own, from(readersOf), Number(down), MOST / 2);
    const shown = new Set([...before.found, ...after.found]);
    const boxes: Box[] = [...shown].map((key) => {
      const [at, name] = columnOf(key);
      return {
        id: key, label: `${site.nodes[at][1]}.${name}`, kind: site.nodes[at][2], tone: "none", isFocus: key === own,
        open: () => { location.hash = href.column(at, name).slice(1); },
      };
    });
    const arrows = [...shown].flatMap((key) => from(originsOf)(key).filter((each) => shown.has(each)).map((each) => [each, key] as [string, string]));
    // Also those that are too far away to be drawn.
    const all = steps(own, from(originsOf), Infinity, Infinity).found;
    const ends = [...all].map(columnOf).filter((each) => keyOf(each) !== own && originsOf(each).length === 0);
    return { drawn: laidOut(boxes, arrows), isCut: before.isCut || after.isCut, isAlone: shown.size === 1, ends };
  }, [own, up, down]);
  const choosesRowsOf = page.choosing.flatMap((of, at) => (of.some((each) => keyOf(each) === own) ? [at] : []));
  return (
    <>
      <p class="quiet">{t.note}</p>
      <Untold node={node} page={page} />
      <div class="filters">
        <Choice label={texts.lineage.up} value={up} onChange={setUp} options={DEPTHS} />
        <Choice label={texts.lineage.down} value={down} onChange={setDown} options={DEPTHS} />
      </div>
      {made.isCut && <p class="quiet">{texts.lineage.tooMany(MOST)}</p>}
      {made.isAlone ? <p>{node in page.untold ? t.noneToShow : t.alone}</p>
        : <Canvas drawn={made.drawn} label={t.title} height={Math.max(200, Math.min(600, made.drawn.height + 40))} />}
      <Columns title={t.madeOf} of={originsOf(column)} page={page} />
      <Columns title={t.usedBy} of={readersOf(column)} page={page} />
      <Columns title={t.ends} of={made.ends} page={page} />
      {choosesRowsOf.length > 0 && (
        <section>
          <h2>{t.choosesRowsOf} <span class="badge">{choosesRowsOf.length}</span></h2>
          <p class="quiet">{t.choosesNote}</p>
          <p><NodeLinks of={choosesRowsOf} /></p>
        </section>
      )}
      <Columns title={t.chosenBy(site.nodes[node][1])} of={page.choosing[node]} page={page} />
    </>
  );
}

/** Says so where what a column is made of, or what is made of it, cannot be told. */
function Untold({ node, page }: { node: number; page: ColumnsPage }) {
  const why = page.untold[node];
  const readers = site.parents.flatMap((parents, at) => (parents.includes(node) && at in page.untold ? [at] : []));
  return (
    <>
      {why && <p class="notice">{why === "python" ? t.untoldPython : t.untoldSql} {t.reads} <NodeLinks of={site.parents[node]} />.</p>}
      {readers.length > 0 && <p class="notice">{t.untoldReaders} <NodeLinks of={readers} />.</p>}
    </>
  );
}

function Columns({ title, of, page }: { title: string; of: Column[]; page: ColumnsPage }) {
  if (!of.length) return null;
  return (
    <section>
      <h2>{title} <span class="badge">{of.length}</span></h2>
      <ul class="tests">
        {of.map(([at, name]) => (
          <li key={`${at} ${name}`}>
            <a href={href.column(at, name)}>{site.nodes[at][1]}.<b>{name}</b></a>
            {at in page.untold && <span class="quiet"> {t.goesOn}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
