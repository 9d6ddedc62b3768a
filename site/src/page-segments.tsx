// Families and segments: what they mean, how large they are, who comes and goes, what they are worth.
import { Intervals } from "./chart-tables";
import { site, useDocument } from "./data";
import * as f from "./format";
import { ChannelsOf, Channels, Curves, Experiments, Migration, Moves, Overlap, OverlapOf, Priorities, Profile, Sizes } from "./family-charts";
import { SegmentTable, sparks } from "./page-front";
import { texts } from "./texts";
import type { FamilyLine, FamilyPage, Figures, RuleTree, SegmentLine, SegmentRule } from "./types";
import { Facts, Figure, Members, Page, Prose, Status, Table, Whole, href, inCurrency, records, sinceDay } from "./ui";

const t = texts.segments;

export function SegmentsPage() {
  if (!site.families.length) return <Page title={t.title}><p>{t.none}</p></Page>;
  return (
    <Page title={t.title} lead={t.intro}>
      <Table label={t.title} rows={site.families} columns={[
        { name: t.family, wide: true, of: (row) => <><a class="strong" href={href.family(row.name)}>{f.words(row.name)}</a><div class="quiet small">{row.purpose ?? row.description.split("\n")[0]}</div></>, by: (row) => row.name },
        { name: t.segmentCount, number: true, of: (row) => row.segments.length, by: (row) => row.segments.length },
        { name: t.largest, of: (row) => <Largest family={row} /> },
        { name: t.owner, of: (row) => row.owner ?? f.none, by: (row) => row.owner },
        { name: t.review, of: (row) => <Review of={row} />, by: (row) => row.review_by },
      ]} />
    </Page>
  );
}

function Largest({ family }: { family: FamilyLine }) {
  const known = family.segments.filter((each) => each.members !== null).sort((a, b) => b.members! - a.members!);
  return known.length ? <>{f.words(known[0].name)} <span class="quiet">{f.percent(known[0].share)}</span></> : <>{f.none}</>;
}

function Review({ of }: { of: FamilyLine }) {
  if (!of.review_by) return <>{f.none}</>;
  return <>{f.day(of.review_by)}{of.is_overdue ? <span class="status look"> ! {t.overdue}</span> : null}</>;
}

function FamilyFactsList({ family }: { family: FamilyLine }) {
  const on = site.nodes[site.parents[family.node][0]];
  return (
    <Facts of={[
      [t.purpose, family.purpose],
      [t.owner, family.owner],
      [t.review, family.review_by ? <Review of={family} /> : null],
      [t.mode, family.mode === "exclusive" ? t.exclusive : t.overlapping],
      [t.everyone, on ? <><a href={href.node(site.parents[family.node][0])}>{on[1]}</a>{family.everyone ? ` (${f.count(family.everyone)})` : ""}</> : null],
      [t.asOf, family.as_of ? f.day(family.as_of) : null],
      [t.table, <a href={href.node(family.node)}>{site.nodes[family.node][1]}</a>],
    ]} />
  );
}

export function FamilyPageView({ name, segment }: { name: string; segment?: string }) {
  const position = site.families.findIndex((each) => each.name === name);
  const family = site.families[position];
  const loaded = useDocument<FamilyPage>(family ? `family-${position}` : null);
  if (!family) return <Page title={name}><p>{texts.notFound}</p></Page>;
  const chosen = segment === undefined ? undefined : family.segments.find((each) => each.name === segment);
  if (segment !== undefined && !chosen) return <Page title={segment}><p>{texts.notFound}</p></Page>;
  return <Whole of={loaded}>{(page) => chosen
    ? <OneSegment family={family} page={page} line={chosen} />
    : <OneFamily family={family} page={page} />}</Whole>;
}

function narrowed(figures: Figures, segment: string): Figures {
  const at = figures.columns.indexOf("segment");
  return { ...figures, rows: figures.rows.filter((row) => row[at] === segment) };
}

function OneFamily({ family, page }: { family: FamilyLine; page: FamilyPage }) {
  const g = page.figures;
  const order = family.segments.map((each) => each.name);
  return (
    <Page title={f.words(family.name)} lead={family.description ? <Prose text={family.description} /> : undefined}>
      <FamilyFactsList family={family} />
      <SegmentTable family={family} trends={sparks(family, g.sizes)} />
      {g.sizes && <Sizes family={family} figures={g.sizes} />}
      {g.moves && <Moves figures={g.moves} order={order} />}
      {g.migrations && <Migration figures={g.migrations} order={order} title={t.flows} />}
      {g.overlaps && <Overlap family={family} figures={g.overlaps} />}
      {g.values && (
        <Figure title={inCurrency(t.value)} note={g.values.meanings.value} figures={g.values}>
          <Intervals label={t.value} rows={inOrder(g.values, order).map((row) => ({
            name: f.words(row.segment), value: row.value, low: row.value_low, high: row.value_high,
            text: f.compact(row.value), href: href.segment(family.name, row.segment),
          }))} reference={0} />
        </Figure>
      )}
      {g.channels && <Channels family={family} figures={g.channels} />}
      {g.priorities && <Priorities figures={g.priorities} withSegment />}
      {g.experiments && <Experiments figures={g.experiments} withSegment />}
      <section>
        <h2>{t.rule}</h2>
        <p class="quiet">{family.mode === "exclusive" ? t.firstWins : ""}</p>
        {page.segments.map((each) => (
          <div key={each.name} class="rule">
            <h3><a href={href.segment(family.name, each.name)}>{f.words(each.name)}</a></h3>
            <Rule of={each} family={family} />
          </div>
        ))}
      </section>
      <Tests of={page.tests} node={family.node} />
    </Page>
  );
}

function inOrder(figures: Figures, order: string[]): Record<string, any>[] {
  return records(figures).sort((a, b) => order.indexOf(a.segment) - order.indexOf(b.segment));
}

function OneSegment({ family, page, line }: { family: FamilyLine; page: FamilyPage; line: SegmentLine }) {
  const g = page.figures;
  const rule = page.segments.find((each) => each.name === line.name)!;
  const [persona] = g.personas ? records(narrowed(g.personas, line.name)) : [];
  const [value] = g.values ? records(narrowed(g.values, line.name)) : [];
  return (
    <Page title={f.words(line.name)} lead={
      <><p><a href={href.family(family.name)}>{f.words(family.name)}</a></p><Prose text={line.description} /></>}>
      <div class="numbers">
        <Big name={t.members} value={<Members of={line.members} />} />
        <Big name={t.share} value={f.percent(line.share)} />
        <Big name={sinceDay(family.day_before)} value={f.signed(line.change)} />
        {value && <Big name={inCurrency(t.worth)} value={f.compact(value.value)} note={`${f.compact(value.value_low)} – ${f.compact(value.value_high)}`} />}
      </div>
      <section>
        <h2>{t.rule}</h2>
        {family.mode === "exclusive" && family.segments[0].name !== line.name && rule.tree ? <p class="quiet">{t.firstWins}</p> : null}
        <Rule of={rule} family={family} />
        <p class="quiet small">{t.version} <code>{rule.version}</code></p>
      </section>
      <FamilyFactsList family={family} />
      <Facts of={[[t.lists, rule.channels ? t.listed(rule.channels.join(", "), rule.priority ? `${t.priorityWord} ${rule.priority}` : "") : t.listsNone]]} />
      {persona?.description && (
        <section class="persona"><h2>{t.persona}: {persona.persona_name}</h2><p>{persona.description}</p></section>
      )}
      {g.sizes && <Sizes family={family} figures={narrowed(g.sizes, line.name)} isAlone />}
      {g.moves && <Moves figures={narrowed(g.moves, line.name)} order={[line.name]} />}
      {g.curves && <Curves figures={narrowed(g.curves, line.name)} />}
      {g.profiles && <Profile figures={narrowed(g.profiles, line.name)} />}
      {g.overlaps && <OverlapOf figures={narrowed(g.overlaps, line.name)} />}
      {g.channels && <ChannelsOf figures={narrowed(g.channels, line.name)} />}
      {g.priorities && <Priorities figures={narrowed(g.priorities, line.name)} />}
      {g.experiments && <Experiments figures={narrowed(g.experiments, line.name)} />}
      <Tests of={page.tests.filter(([, segment]) => segment === null || segment === line.name)} node={family.node} />
    </Page>
  );
}

function Big({ name, value, note }: { name: string; value: preact.ComponentChildren; note?: string }) {
  return <div><div class="quiet small">{name}</div><div class="big">{value}</div>{note && <div class="quiet small">{note}</div>}</div>;
}

function Rule({ of, family }: { of: SegmentRule; family: FamilyLine }) {
  if (!of.tree) return <p>{t.otherwise}</p>;
  return <div class="tree"><Tree of={of.tree} on={site.parents[family.node][0]} /></div>;
}

function Tree({ of, on }: { of: RuleTree; on: number | undefined }) {
  if (of.word) {
    const word = { and: t.all, or: t.any, not: t.not }[of.word];
    return <><span class="word">{word}</span><ul>{of.parts!.map((part, at) => <li key={at}><Tree of={part} on={on} /></li>)}</ul></>;
  }
  const asks = of.asks?.length === 1 && /^in_segment\('[^']*'\)$/.test(of.text!) ? of.asks[0] : null;
  if (asks) {
    const [family, segment] = asks.split(".");
    return <a href={href.segment(family, segment)}>{f.words(family)} = {f.words(segment)}</a>;
  }
  const columns = [...new Set((of.compares ?? []).map((each) => each[0]))];
  return (
    <>
      <code>{of.text}</code>
      {site.has_columns && on !== undefined && columns.map((name) => (
        <a key={name} class="aside" href={href.column(on, name)} aria-label={`${texts.column.title}: ${name}`}>{t.comesFrom}</a>
      ))}
    </>
  );
}

function Tests({ of, node }: { of: FamilyPage["tests"]; node: number }) {
  if (!of.length) return null;
  return (
    <section>
      <h2>{t.tests}</h2>
      <ul class="tests">
        {of.map(([name, , verdict]) => <li key={name}><Status of={verdict} quiet /> <a href={href.node(node)}>{name}</a></li>)}
      </ul>
    </section>
  );
}
