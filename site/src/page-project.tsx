// Models, sources and runs.
import { useState } from "preact/hooks";
import { children, positions, site, useDocument } from "./data";
import * as f from "./format";
import { Neighbours, NodeLinks } from "./page-lineage";
import { texts } from "./texts";
import type { NodeDetails, RunEntry } from "./types";
import { Facts, Page, Prose, Status, Step, Table, Verdicts, Whole, folderOf, href } from "./ui";

export function ModelsPage() {
  const t = texts.models;
  const [text, setText] = useState("");
  const [type, setType] = useState("");
  const types = [...new Set(site.nodes.map((node) => node[2]))];
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = site.nodes.map((node, at) => ({ node, at })).filter(({ node }) =>
    (!type || node[2] === type) && wanted.every((word) => `${node[1]} ${node[4]}`.toLowerCase().includes(word)));
  return (
    <Page title={t.title}>
      <div class="filters">
        <input type="search" placeholder={t.filter} aria-label={t.filter} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        <select aria-label={t.type} value={type} onChange={(event) => setType(event.currentTarget.value)}>
          <option value="">{t.all}</option>
          {types.map((each) => <option key={each} value={each}>{each}</option>)}
        </select>
        <span class="quiet">{t.shown(rows.length, site.nodes.length)}</span>
      </div>
      <Table label={t.title} rows={rows} most={80} columns={[
        { name: t.name, wide: true, of: ({ node, at }) => <><a class="strong" href={href.node(at)}>{node[1]}</a><div class="quiet small">{folderOf(node[4])}</div></>, by: ({ node }) => node[1] },
        { name: t.type, of: ({ node }) => <>{node[2]}{node[5] && node[5] !== node[2] ? <span class="quiet"> {node[5]}</span> : null}</>, by: ({ node }) => node[2] },
        { name: t.rows, number: true, of: ({ node }) => f.count(node[6]), by: ({ node }) => node[6] },
        { name: t.time, number: true, of: ({ node }) => f.seconds(node[7]), by: ({ node }) => node[7] },
        { name: t.tests, of: ({ node }) => <Verdicts of={node[9]} />, by: ({ node }) => Object.values(node[9]).reduce((a, b) => a + b, 0), number: true },
      ]} />
    </Page>
  );
}

export function NodePage({ id }: { id: string }) {
  const position = positions.get(id);
  const loaded = useDocument<NodeDetails[]>(position === undefined ? null : `nodes-${Math.floor(position / site.chunk)}`);
  if (position === undefined) return <Page title={id}><p>{texts.notFound}</p></Page>;
  return <Whole of={loaded}>{(chunk) => <OneNode key={id} position={position} details={chunk[position % site.chunk]} />}</Whole>;
}

function OneNode({ position, details }: { position: number; details: NodeDetails }) {
  const t = texts.node;
  const node = site.nodes[position];
  const family = site.families.find((each) => each.node === position);
  return (
    <Page title={node[1]} lead={details.description ? <Prose text={details.description} /> : <span class="quiet">{t.noDescription}</span>}>
      <Facts of={[
        [t.type, [node[2], node[5]].filter((each, at, all) => each && all.indexOf(each) === at).join(", ")],
        [t.owner, details.owner],
        [t.family, family ? <a href={href.family(family.name)}>{f.words(family.name)}</a> : null],
        [t.relation, details.relation ? <code>{details.relation}</code> : null],
        [t.rowsNow, node[6] === null ? null : f.count(node[6])],
        [t.lastTime, node[7] === null ? null : f.seconds(node[7])],
        [t.file, <code>{node[4]}</code>],
        [t.package, node[3] === site.project ? null : node[3]],
        [t.tags, details.tags?.join(", ")],
        ...(details.source ? sourceFacts(details.source) : []),
      ]} />
      <section>
        <h2>{t.lineage} <a class="aside" href={href.lineage(position)}>{t.whole}</a></h2>
        <Neighbours position={position} />
        <Facts two of={[[t.reads, <NodeLinks of={site.parents[position]} />], [t.readBy, <NodeLinks of={children[position]} />]]} />
      </section>
      {details.columns && (
        <section>
          <h2>{t.columns} <span class="badge">{details.columns.length}</span></h2>
          <Table label={t.columns} rows={details.columns} most={200} columns={[
            { name: t.column, of: (row) => <>{site.has_columns ? <a href={href.column(position, row.name)}><code>{row.name}</code></a> : <code>{row.name}</code>}{row.personal ? <span class="tag">{t.personal}</span> : null}</>, by: (row) => row.name },
            { name: t.type, of: (row) => <span class="quiet small">{row.type ?? ""}</span>, by: (row) => row.type },
            { name: t.meaning, wide: true, of: (row) => row.description ?? "" },
            { name: t.tests, of: (row) => <Verdicts of={countVerdicts(details, row.name)} /> },
          ]} />
        </section>
      )}
      {details.tests && (
        <section>
          <h2>{t.tests} <span class="badge">{details.tests.length}</span></h2>
          <Table label={t.tests} rows={details.tests} columns={[
            { name: t.verdict, of: (row) => <Status of={row.verdict} />, by: (row) => row.verdict },
            { name: t.test, wide: true, of: (row) => <>{row.name}{row.description ? <div class="quiet small">{row.description}</div> : null}</>, by: (row) => row.name },
            { name: t.column, of: (row) => (row.column ? <code>{row.column}</code> : ""), by: (row) => row.column },
            { name: t.failures, number: true, of: (row) => f.count(row.failures), by: (row) => row.failures },
            { name: t.time, number: true, of: (row) => f.seconds(row.seconds), by: (row) => row.seconds },
            { name: t.history, of: (row) => <span class="history">{(row.history ?? []).map(([run, status]) => <Status key={run} of={status} quiet />)}</span> },
          ]} />
        </section>
      )}
      {(details.raw || details.compiled) && <Sql details={details} />}
      {details.runs && (
        <section>
          <h2>{t.runs}</h2>
          <Table label={t.runs} rows={details.runs} columns={[
            { name: t.run, of: (row) => f.moment(row[0]) },
            { name: t.status, of: (row) => <Status of={row[1]} /> },
            { name: t.time, number: true, of: (row) => f.seconds(row[2]) },
            { name: t.rows, number: true, of: (row) => f.count(row[3]) },
          ]} />
        </section>
      )}
    </Page>
  );
}

function countVerdicts(details: NodeDetails, column: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const test of details.tests ?? []) {
    if (test.column?.toLowerCase() === column.toLowerCase()) found[test.verdict] = (found[test.verdict] ?? 0) + 1;
  }
  return found;
}

function sourceFacts(source: Record<string, any>): [string, preact.ComponentChildren][] {
  const t = texts.sources;
  return [
    [t.loaded, source.loaded_at ? <code>{source.loaded_at}</code> : null],
    [t.limit, [source.warn_after && `${t.warn} ${f.age(source.warn_after)}`, source.error_after && `${t.error} ${f.age(source.error_after)}`].filter(Boolean).join(", ")],
  ];
}

function Sql({ details }: { details: NodeDetails }) {
  const t = texts.node;
  const both: [string, string][] = [];
  if (details.raw) both.push([t.raw, details.raw]);
  if (details.compiled) both.push([t.compiled, details.compiled]);
  const [at, setAt] = useState(0);
  const [isCopied, setCopied] = useState(false);
  const text = both[Math.min(at, both.length - 1)][1].trim();
  return (
    <section>
      <h2>{details.language === "python" ? texts.python : t.sql}</h2>
      <div class="tabs">
        {both.map(([name], i) => <button key={name} aria-pressed={i === at} onClick={() => { setAt(i); setCopied(false); }}>{name}</button>)}
        <button class="aside" onClick={() => navigator.clipboard?.writeText(text).then(() => setCopied(true), () => undefined)}>{isCopied ? t.copied : t.copy}</button>
      </div>
      <pre tabIndex={0}><code>{text}</code></pre>
    </section>
  );
}

export function SourcesPage() {
  const t = texts.sources;
  if (!site.sources.length) return <Page title={t.title}><p>{t.none}</p></Page>;
  return (
    <Page title={t.title}>
      <Table label={t.title} rows={site.sources} columns={[
        { name: t.source, of: (row) => <a class="strong" href={href.node(row.node)}>{site.nodes[row.node][1]}</a>, by: (row) => site.nodes[row.node][1] },
        { name: t.limit, of: (row) => row.status ? <Status of={row.status} /> : <span class="quiet">{row.has_freshness ? t.never : t.notDeclared}</span>, by: (row) => row.status },
        { name: t.age, number: true, of: (row) => (row.age_seconds === undefined ? f.none : f.age(row.age_seconds)), by: (row) => row.age_seconds },
        { name: t.loaded, of: (row) => f.moment(row.loaded_at), by: (row) => row.loaded_at },
        { name: t.looked, of: (row) => f.moment(row.looked_at), by: (row) => row.looked_at },
        { name: t.readers, wide: true, of: (row) => <NodeLinks of={children[row.node]} /> },
      ]} />
    </Page>
  );
}

export function RunsPage() {
  const t = texts.runs;
  const loaded = useDocument<RunEntry[]>("runs");
  const [chosen, setChosen] = useState(0);
  return (
    <Page title={t.title}>
      <Whole of={loaded}>{(runs) => {
        if (!runs.length) return <p>{t.none}</p>;
        const run = runs[Math.min(chosen, runs.length - 1)];
        const longest = Math.max(...runs.map((each) => each.seconds ?? 0)) || 1;
        return (
          <>
            <Table label={t.title} rows={runs.map((each, at) => ({ each, at }))} columns={[
              { name: t.at, of: ({ each, at }) => <button class="link" aria-pressed={at === chosen} onClick={() => setChosen(at)}>{f.moment(each.at)}</button> },
              { name: t.command, of: ({ each }) => <code>{each.command}</code> },
              { name: t.took, of: ({ each }) => <span class="share"><span class="share-track" aria-hidden="true"><span style={{ width: `${((each.seconds ?? 0) / longest) * 100}%` }} /></span>{each.seconds === null ? t.notFinished : f.seconds(each.seconds)}</span> },
              { name: t.result, wide: true, of: ({ each }) => <Verdicts of={each.counts} inWords /> },
              { name: t.published, of: ({ each }) => (each.generation === null ? <span class="quiet">{t.notPublished}</span> : `${t.generation} ${each.generation}`) },
            ]} />
            <section>
              <h2>{run.command}, {f.moment(run.at)}</h2>
              {run.attention.length > 0 && (
                <>
                  <h3>{t.attention}</h3>
                  <Table label={t.attention} rows={run.attention} columns={[
                    { name: t.result, of: (row) => <Status of={row[1]} /> },
                    { name: t.step, wide: true, of: (row) => <Step id={row[0]} /> },
                    { name: texts.node.failures, number: true, of: (row) => f.count(row[2]) },
                  ]} />
                </>
              )}
              {run.path.length > 0 && (
                <>
                  <h3>{t.path}</h3>
                  <Path run={run} />
                </>
              )}
              <h3>{t.slowest}</h3>
              <Gantt steps={run.slowest.map(([id, seconds]) => [id, 0, seconds])} whole={run.slowest[0]?.[1] ?? 1} />
            </section>
          </>
        );
      }}</Whole>
    </Page>
  );
}

function Path({ run }: { run: RunEntry }) {
  const whole = run.seconds ?? 1;
  const shown = run.path.filter((each) => each[2] >= whole / 100);
  return (
    <>
      <p class="quiet small">{texts.runs.pathNote(run.path.length - shown.length)}</p>
      <Gantt steps={shown} whole={whole} />
    </>
  );
}

function Gantt({ steps, whole }: { steps: [string, number, number][]; whole: number }) {
  return (
    <div class="bars" role="list">
      {steps.map(([id, start, seconds], at) => (
        <div key={at} role="listitem" class="bar">
          <span class="bar-name"><Step id={id} /></span>
          <span class="bar-track"><span class="bar-fill" style={{ marginLeft: `${Math.min(99, (start / whole) * 100)}%`, width: `max(2px, ${Math.min(100, (seconds / whole) * 100)}%)` }} /></span>
          <span class="bar-value">{f.seconds(seconds)}</span>
        </div>
      ))}
    </div>
  );
}
