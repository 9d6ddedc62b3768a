// Families and segments: what they mean, how large they are, who comes and goes, what they are worth.
import { useState } from "preact/hooks";
import { Bars, Columns, Curve, Flows, Heat, Intervals, Lines, type Parts, type Series } from "./charts";
import { site, useDocument } from "./data";
import * as f from "./format";
import { SegmentTable, sparks } from "./page-front";
import { texts } from "./texts";
import type { FamilyLine, FamilyPage, Figures, RuleTree, SegmentLine, SegmentRule } from "./types";
import { Choice, Facts, Figure, Members, Page, Prose, records, Status, Table, Whole, href } from "./ui";

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

function series(family: FamilyLine, figures: Figures, only?: string): Series[] {
  const rows = records(figures);
  return family.segments
    .filter((each) => !only || each.name === only)
    .map((each) => ({
      name: each.name,
      href: only ? undefined : href.segment(family.name, each.name),
      values: rows.filter((row) => row.segment === each.name).map((row) => ({ day: row.as_of_date, value: row.members })),
    }))
    .filter((each) => each.values.length);
}

function narrowed(figures: Figures | undefined, segment: string, column = "segment"): Figures | undefined {
  if (!figures) return undefined;
  const at = figures.columns.indexOf(column);
  return { ...figures, rows: figures.rows.filter((row) => row[at] === segment) };
}

function OneFamily({ family, page }: { family: FamilyLine; page: FamilyPage }) {
  const g = page.figures;
  const order = family.segments.map((each) => each.name);
  return (
    <Page title={f.words(family.name)} lead={family.description ? <Prose text={family.description} /> : undefined}>
      <FamilyFactsList family={family} />
      <SegmentTable family={family} trends={sparks(family, g.sizes)} />
      {g.sizes && new Set(records(g.sizes).map((row) => row.as_of_date)).size > 1 && (
        <Figure title={t.compare} figures={g.sizes} hidesPeople>
          <Lines series={series(family, g.sizes)} label={t.compare} />
        </Figure>
      )}
      {g.moves && <Moves figures={g.moves} order={order} />}
      {g.migrations && <Migration figures={g.migrations} order={order} title={t.flows} />}
      {g.overlaps && <Overlap family={family} figures={g.overlaps} />}
      {g.values && (
        <Figure title={t.value} note={g.values.meanings.value} figures={g.values}>
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
  const persona = records(narrowed(g.personas, line.name))[0];
  const value = records(narrowed(g.values, line.name))[0];
  const sizes = narrowed(g.sizes, line.name);
  return (
    <Page title={f.words(line.name)} lead={
      <><p><a href={href.family(family.name)}>{f.words(family.name)}</a></p><Prose text={line.description} /></>}>
      <div class="numbers">
        <Big name={t.members} value={<Members of={line.members} />} />
        <Big name={t.share} value={f.percent(line.share)} />
        <Big name={t.change} value={f.signed(line.change)} />
        {value && <Big name={t.worth} value={f.compact(value.value)} note={`${f.compact(value.value_low)} – ${f.compact(value.value_high)}`} />}
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
      {sizes && new Set(records(sizes).map((row) => row.as_of_date)).size > 1 && (
        <Figure title={t.compare} figures={sizes} hidesPeople><Lines series={series(family, sizes, line.name)} label={t.compare} /></Figure>
      )}
      {g.moves && <Moves figures={narrowed(g.moves, line.name)!} order={[line.name]} />}
      {g.curves && <Curves figures={narrowed(g.curves, line.name)!} />}
      {g.profiles && <Profile figures={narrowed(g.profiles, line.name)!} />}
      {g.overlaps && <OverlapOf figures={narrowed(g.overlaps, line.name)!} />}
      {g.channels && <ChannelsOf figures={narrowed(g.channels, line.name)!} />}
      {g.priorities && <Priorities figures={narrowed(g.priorities, line.name)!} />}
      {g.experiments && <Experiments figures={narrowed(g.experiments, line.name)!} />}
      <Tests of={page.tests.filter((each) => each[0].split("_").join(" ").includes(line.name.split("_").join(" ")) || !each[0].startsWith("segment_"))} node={family.node} />
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

function Moves({ figures, order }: { figures: Figures; order: string[] }) {
  const [segment, setSegment] = useState("");
  const rows = records(figures).filter((row) => !segment || row.segment === segment);
  const keys = [...new Set(records(figures).map((row) => row.cause as string))].filter((key) => key !== "start" && key !== null).sort();
  const days = [...new Set(rows.filter((row) => row.cause !== "start").map((row) => row.day as string))].sort();
  const parts: Parts[] = days.map((day) => {
    const found: Record<string, number> = {};
    for (const row of rows) {
      if (row.day !== day || row.people === null || row.cause === "start") continue;
      const key = `${row.direction} ${row.cause}`;
      found[key] = (found[key] ?? 0) + (row.direction === "exit" ? -row.people : row.people);
    }
    return { day, parts: found };
  });
  return (
    <Figure title={t.moves} note={<>{t.movesNote} {t.start}</>} figures={figures} hidesPeople>
      {order.length > 1 && (
        <Choice label={t.segment} value={segment} onChange={setSegment}
          options={[["", t.allSegments], ...order.map((name) => [name, f.words(name)] as [string, string])]} />
      )}
      {parts.some((each) => Object.keys(each.parts).length)
        ? <Columns rows={parts} keys={keys} label={t.moves} /> : <p class="quiet">{t.nobodyMoved}</p>}
    </Figure>
  );
}

function Curves({ figures }: { figures: Figures }) {
  const rows = records(figures);
  if (!rows.length) return null;
  const of = new Map<string, Record<string, any>[]>();
  for (const row of rows) {
    const key = `${row.condition}\0${row.number}`;
    of.set(key, [...(of.get(key) ?? []), row]);
  }
  return (
    <Figure title={t.curves} note={t.curvesNote} figures={figures} hidesPeople>
      <div class="curves">
        {[...of.values()].map((points, at) => (
          <Curve key={at} label={`${t.curves}: ${points[0].condition}`} axis={points[0].condition} today={points[0].number}
            points={points.map((row) => ({ at: row.threshold, value: row.members, isCliff: row.is_cliff }))} />
        ))}
      </div>
    </Figure>
  );
}

export function Migration({ figures, order, title }: { figures: Figures; order: string[]; title: string }) {
  const rows = records(figures);
  const days = [...new Set(rows.map((row) => row.as_of_date as string))].sort().reverse();
  const [day, setDay] = useState(days.find((each) => rows.some((row) => row.as_of_date === each && row.from_segment !== row.to_segment && row.customers)) ?? days[0]);
  const now = rows.filter((row) => row.as_of_date === day);
  const all = [...order, ...new Set(now.flatMap((row) => [row.from_segment, row.to_segment]).filter((name) => !order.includes(name)))];
  const flows = now.filter((row) => row.from_segment !== row.to_segment).map((row) => ({ from: row.from_segment, to: row.to_segment, value: row.customers ?? 0 }));
  const from = all.filter((name) => now.some((row) => row.from_segment === name));
  const to = all.filter((name) => now.some((row) => row.to_segment === name));
  const of = (a: string, b: string) => now.find((row) => row.from_segment === a && row.to_segment === b);
  return (
    <Figure title={title} figures={figures} hidesPeople>
      {days.length > 1 && <Choice label={t.day} value={day} onChange={setDay} options={days.map((each) => [each, f.day(each)])} />}
      <Flows flows={flows} label={title} order={all} />
      <h3>{t.matrix}</h3>
      <p class="quiet small">{t.matrixNote}</p>
      <Heat label={t.matrix} corner="" columns={to.map(f.words)} rows={from.map((a) => {
        const whole = now.filter((row) => row.from_segment === a).reduce((sum, row) => sum + (row.customers ?? 0), 0);
        return {
          name: f.words(a),
          cells: to.map((b) => {
            const found = of(a, b);
            if (!found) return null;
            const part = found.customers === null || !whole ? null : found.customers / whole;
            return { text: found.customers === null ? texts.few(site.minimum_cell) : f.count(found.customers), part, title: `${f.words(a)} → ${f.words(b)}: ${f.percent(part)}` };
          }),
        };
      })} />
    </Figure>
  );
}

function Overlap({ family, figures }: { family: FamilyLine; figures: Figures }) {
  const rows = records(figures);
  const others = [...new Set(rows.map((row) => row.other_family as string))].sort();
  const known = [site.front.main_family, site.front.lifecycle].filter((name) => name !== family.name && others.includes(name ?? ""));
  const first = known[0] ?? others[0];
  const [other, setOther] = useState(first);
  const shown = rows.filter((row) => row.other_family === other);
  const order = site.families.find((each) => each.name === other)?.segments.map((each) => each.name) ?? [];
  const columns = [...new Set(shown.map((row) => row.other_segment as string))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return (
    <Figure title={t.overlap} note={t.overlapNote} figures={figures} hidesPeople>
      <Choice label={t.against} value={other} onChange={setOther} options={others.map((name) => [name, f.words(name)])} />
      <Heat label={t.overlap} corner="" columns={columns.map(f.words)} rows={family.segments.map((segment) => ({
        name: <a href={href.segment(family.name, segment.name)}>{f.words(segment.name)}</a>,
        cells: columns.map((name) => {
          const found = shown.find((row) => row.segment === segment.name && row.other_segment === name);
          if (!found) return null;
          const part = found.shared_members === null ? null : found.shared_members / found.members;
          return { text: part === null ? "·" : f.percent(part), part, title: found.shared_members === null ? texts.few(site.minimum_cell) : `${f.count(found.shared_members)} / ${f.count(found.members)}` };
        }),
      }))} />
    </Figure>
  );
}

function OverlapOf({ figures }: { figures: Figures }) {
  const rows = records(figures).filter((row) => row.lift !== null && row.shared_members).sort((a, b) => b.lift - a.lift).slice(0, 12);
  if (!rows.length) return null;
  return (
    <Figure title={t.overlapOf} note={t.overlapOfNote} figures={figures} hidesPeople>
      <Bars say={(value) => `${f.number(value)}×`} rows={rows.map((row) => ({
        name: `${row.other_family}: ${row.other_segment.replace(/_/g, " ")}`, value: row.lift,
        href: href.segment(row.other_family, row.other_segment), note: f.percent(row.shared_members / row.members),
      }))} />
    </Figure>
  );
}

function Profile({ figures }: { figures: Figures }) {
  const distance = (row: Record<string, any>) => Math.abs(Math.log(Math.max(row.trait_index, 1) / 100));
  const rows = records(figures).filter((row) => row.is_distinct && row.trait_index !== null).sort((a, b) => distance(b) - distance(a)).slice(0, 16);
  rows.sort((a, b) => b.trait_index - a.trait_index);
  return (
    <Figure title={t.profile} note={rows.length ? t.profileNote : t.profileNone} figures={figures}>
      {rows.length > 0 && (
        <Intervals label={t.profile} reference={100} isLog say={f.number} rows={rows.map((row) => ({
          name: `${row.feature.replace(/_/g, " ")}: ${row.level}`, value: row.trait_index, low: row.index_low, high: row.index_high,
          text: f.number(row.trait_index), note: `${f.percent(row.share_in_segment)} / ${f.percent(row.share_in_all)}`,
        }))} />
      )}
    </Figure>
  );
}

function Channels({ family, figures }: { family: FamilyLine; figures: Figures }) {
  const rows = records(figures);
  const channels = [...new Set(rows.map((row) => row.channel as string))].sort();
  return (
    <Figure title={t.channels} note={t.channelsNote} figures={figures} hidesPeople>
      <Heat label={t.channels} corner="" columns={channels.map(f.words)} rows={family.segments.map((segment) => ({
        name: <a href={href.segment(family.name, segment.name)}>{f.words(segment.name)}</a>,
        cells: channels.map((channel) => {
          const found = rows.find((row) => row.segment === segment.name && row.channel === channel);
          if (!found) return null;
          const part = found.reachable === null ? null : found.reachable / found.members;
          return { text: part === null ? "·" : f.percent(part), part, title: `${found.reachable === null ? texts.few(site.minimum_cell) : f.count(found.reachable)} / ${f.count(found.members)}` };
        }),
      }))} />
    </Figure>
  );
}

function ChannelsOf({ figures }: { figures: Figures }) {
  const rows = records(figures);
  if (!rows.length) return null;
  const reasons = figures.columns.filter((name) => name.startsWith("blocked_by_"));
  const heads = [t.reachable, ...reasons.map((name) => texts.blocked[name] ?? f.words(name.slice(11)).toLowerCase())];
  return (
    <Figure title={t.channels} note={t.channelsNote} figures={figures} hidesPeople>
      <Heat label={t.channels} corner="" columns={heads} rows={rows.map((row) => ({
        name: f.words(row.channel),
        cells: ["reachable", ...reasons].map((name) => {
          const part = row[name] === null ? null : row[name] / row.members;
          return { text: part === null ? "·" : f.percent(part), part, title: row[name] === null ? texts.few(site.minimum_cell) : f.count(row[name]) };
        }),
      }))} />
    </Figure>
  );
}

function Priorities({ figures, withSegment }: { figures: Figures; withSegment?: boolean }) {
  const rows = records(figures).slice(0, 14);
  if (!rows.length) return null;
  return (
    <Figure title={t.priorities} note={t.prioritiesNote} figures={figures}>
      <Intervals label={t.priorities} reference={0} rows={rows.map((row) => ({
        name: `${withSegment ? `${f.words(row.segment)}, ` : ""}${withSegment ? row.channel : f.words(row.channel)}`,
        note: row.finding, value: row.value_per_contact, low: row.value_low, high: row.value_high, text: f.number(row.value_per_contact),
      }))} />
    </Figure>
  );
}

export function Experiments({ figures, withSegment, title }: { figures: Figures; withSegment?: boolean; title?: string }) {
  const rows = records(figures);
  if (!rows.length) return null;
  const segment = (row: Record<string, any>) => (row.segment ? f.words(row.segment) : t.everybody);
  return (
    <Figure title={title ?? t.experiments} note={t.experimentsNote} figures={figures}>
      <Table label={t.experiments} rows={rows} columns={[
        { name: t.experiment, of: (row) => <>{f.words(row.experiment)}<div class="quiet small">{[row.arm, withSegment && segment(row), row.by_segment && f.words(row.by_segment)].filter(Boolean).join(", ")}</div></>, by: (row) => row.experiment },
        { name: t.metric, of: (row) => f.words(row.metric), by: (row) => row.metric },
        { name: t.difference, number: true, of: (row) => f.number(row.difference), by: (row) => row.difference },
        { name: t.interval, of: (row) => <Whisker low={row.interval_low} high={row.interval_high} value={row.difference} /> },
        { name: t.verdict, wide: true, of: (row) => row.verdict ?? f.none, by: (row) => row.verdict },
        { name: t.decided, of: (row) => f.day(row.decided_on), by: (row) => row.decided_on },
      ]} />
    </Figure>
  );
}

function Whisker({ low, high, value }: { low: number | null; high: number | null; value: number | null }) {
  if (low === null || high === null) return <span class="quiet">{f.none}</span>;
  const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const x = (at: number) => 60 + (at / most) * 54;
  return (
    <svg width="120" height="20" role="img" aria-label={`${f.number(low)} – ${f.number(high)}`}>
      <g class="grid"><g class="zero"><line x1="60" x2="60" y1="2" y2="18" /></g></g>
      <line class="whisker" x1={x(low)} x2={x(high)} y1="10" y2="10" />
      {value !== null && <circle class="point" cx={x(value)} cy="10" r="3.5" />}
      <title>{`${f.number(low)} – ${f.number(high)}`}</title>
    </svg>
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
