// The first page: is it fresh, complete, stable, reachable; what waits for a decision; what moved.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Spark } from "./charts";
import { positions, site } from "./data";
import * as f from "./format";
import { texts } from "./texts";
import type { Decision, FamilyLine } from "./types";
import { Change, Members, Page, records, Status, Table, href } from "./ui";

const t = texts.front;

interface Answer {
  tone: "good" | "look" | "bad" | "none";
  says: string[];
}

function fresh(): Answer {
  const { as_of, generation } = site.front;
  const says: string[] = [];
  let tone: Answer["tone"] = "none";
  if (as_of && generation) {
    const days = f.daysBetween(as_of, generation.published_at);
    says.push(t.freshDay(days));
    tone = days <= 1 ? "good" : days <= 7 ? "look" : "bad";
  }
  const looked = site.sources.filter((each) => each.status);
  const old = looked.filter((each) => each.status !== "pass" && each.status !== "success");
  if (old.length) {
    says.push(t.sourcesOld(old.length));
    tone = old.some((each) => each.status !== "warn") ? "bad" : tone === "bad" ? tone : "look";
  } else if (looked.length) {
    says.push(t.sourcesGood(looked.length));
    if (tone === "none") tone = "good";
  }
  if (!says.length) says.push(t.notMeasured);
  return { tone, says };
}

function tested(): Answer {
  const verdicts: Record<string, number> = {};
  for (const node of site.nodes) for (const [verdict, n] of Object.entries(node[9])) verdicts[verdict] = (verdicts[verdict] ?? 0) + n;
  const [bad, look] = [(verdicts.fail ?? 0) + (verdicts.error ?? 0) + (verdicts.interrupted ?? 0), verdicts.warn ?? 0];
  if (!Object.keys(verdicts).length) return { tone: "none", says: [t.untested] };
  return { tone: bad ? "bad" : look ? "look" : "good", says: [t.verdicts(verdicts.pass ?? 0, look, bad)] };
}

function ran(): Answer {
  const run = site.last_run;
  if (!run) return { tone: "none", says: [texts.runs.none] };
  const isGood = run.finished && !run.not_published;
  return { tone: isGood ? "good" : "bad", says: [`${run.command}, ${f.moment(run.at)}, ${f.seconds(run.seconds)}`, t.nodes(site.nodes.length)] };
}

function complete(): Answer {
  const built = site.families.filter((each) => each.is_built);
  if (!site.families.length) return { tone: "none", says: [texts.segments.none] };
  const says = [t.builtOf(built.length, site.families.length)];
  const exclusive = built.filter((each) => each.mode === "exclusive" && each.everyone && each.segments.every((s) => s.members !== null));
  const covered = exclusive.filter((each) => each.segments.reduce((sum, s) => sum + s.members!, 0) >= each.everyone!);
  if (exclusive.length) says.push(t.everyone(covered.length, exclusive.length));
  const isWhole = built.length === site.families.length && covered.length === exclusive.length;
  return { tone: isWhole ? "good" : built.length ? "look" : "bad", says };
}

function stable(): Answer {
  const left = site.front.figures;
  const isMeasured = site.measures_stability;
  const flagged = site.front.decisions.filter((each) => each.kind === "unstable_families" || each.kind === "drifted_features");
  if (!isMeasured || !left) return { tone: "none", says: [t.notMeasured] };
  return { tone: flagged.length ? "look" : "good", says: [t.flagged(flagged.length)] };
}

function reachable(): Answer {
  const rows = records(site.front.figures.main_channels);
  const family = site.families.find((each) => each.name === site.front.main_family);
  if (!rows.length || !family || family.mode !== "exclusive") return { tone: "none", says: [t.notMeasured] };
  const by = new Map<string, [number, number]>();
  for (const row of rows) {
    const sum = by.get(row.channel) ?? [0, 0];
    by.set(row.channel, [sum[0] + (row.reachable ?? 0), sum[1] + row.members]);
  }
  const shares = [...by].map(([channel, [n, all]]) => [channel, all ? n / all : 0] as const).sort((a, b) => b[1] - a[1]);
  return {
    tone: shares[0][1] >= 0.5 ? "good" : shares[0][1] >= 0.2 ? "look" : "bad",
    says: [t.reached(f.percent(shares[0][1]), shares[0][0]), shares.slice(1, 4).map(([c, s]) => `${c} ${f.percent(s)}`).join(", ")].filter(Boolean),
  };
}

const tones = { good: t.good, look: t.look, bad: t.bad, none: t.unknown };
const marks = { good: "✓", look: "!", bad: "✕", none: "·" };

function Card({ title, of }: { title: string; of: Answer }) {
  return (
    <section class={`card ${of.tone}`}>
      <h2>{title}</h2>
      <p class="verdict"><span aria-hidden="true">{marks[of.tone]}</span> {tones[of.tone]}</p>
      {of.says.map((text) => <p key={text}>{text}</p>)}
    </section>
  );
}

function said(each: Decision): ComponentChildren {
  switch (each.kind) {
    case "test": {
      const verdict = each.verdict === "warn" ? t.warning(each.failures) : each.verdict === "fail" ? t.failing(each.failures) : t.other;
      return <><Status of={each.verdict} quiet /> <a href={href.node(each.node)}>{each.name}</a> {verdict}{each.description ? `. ${each.description}` : ""}</>;
    }
    case "run":
      return <><a href="#/runs">{t.runFailed(each.command)}</a>{each.failed.length ? `: ${each.failed.join(", ")}` : ""}</>;
    case "source":
      return <><Status of={each.status} quiet /> <a href={href.node(each.node)}>{site.nodes[each.node][1]}</a> {t.sourceOld(f.age(each.age))}</>;
    case "review":
      return <><a href={href.family(each.family)}>{f.words(each.family)}</a> {each.days < 0 ? t.overdue(-each.days) : t.due(each.days)}{each.owner ? ` (${each.owner})` : ""}</>;
    case "unstable_families":
      return <><a href={href.family(each.family)}>{f.words(each.family)}</a> {t.drifted}</>;
    case "drifted_features":
      return <><code>{each.feature}</code> {t.drifted}</>;
    case "fairness_alarms":
      return <><a href={href.segment(each.family, each.segment)}>{f.words(each.family)}: {f.words(each.segment)}</a> {t.alarm(`${each.trait} ${each.trait_group}`)}</>;
    default:
      return <>{t.notBuilt} {(each.families as string[]).map(f.words).join(", ")}</>;
  }
}

function Decisions() {
  const [isWhole, setWhole] = useState(false);
  const all = site.front.decisions;
  if (!all.length) return <p class="quiet">{t.nothing}</p>;
  const shown = isWhole ? all : all.slice(0, 8);
  return (
    <>
      <ul class="decisions">
        {shown.map((each, at) => <li key={at}><span class="kind">{t.kinds[each.kind] ?? each.kind}</span><span>{said(each)}</span></li>)}
      </ul>
      {shown.length < all.length && <button class="more" onClick={() => setWhole(true)}>{t.more(all.length - shown.length)}</button>}
    </>
  );
}

export function sparks(family: FamilyLine, figures = site.front.figures.main_sizes): Map<string, (number | null)[]> {
  const rows = records(figures);
  const days = [...new Set(rows.map((row) => row.as_of_date as string))].sort();
  return new Map(family.segments.map((segment) => {
    const by = new Map(rows.filter((row) => row.segment === segment.name).map((row) => [row.as_of_date, row.members]));
    return [segment.name, days.map((day) => (by.has(day) ? by.get(day) : null))];
  }));
}

export function SegmentTable({ family, trends }: { family: FamilyLine; trends: Map<string, (number | null)[]> }) {
  const s = texts.segments;
  return (
    <Table label={f.words(family.name)} rows={family.segments} columns={[
      { name: s.segment, wide: true, of: (row) => <><a class="strong" href={href.segment(family.name, row.name)}>{f.words(row.name)}</a><div class="quiet small">{row.description}</div></>, by: (row) => row.name },
      { name: s.members, number: true, of: (row) => <Members of={row.members} />, by: (row) => row.members },
      { name: s.share, number: true, of: (row) => <ShareBar of={row.share} />, by: (row) => row.share },
      { name: s.change, number: true, of: (row) => <Change of={row.change} />, by: (row) => row.change },
      { name: s.trend, of: (row) => <Spark values={trends.get(row.name) ?? []} label={`${f.words(row.name)}: ${s.trend}`} /> },
    ]} />
  );
}

function ShareBar({ of }: { of: number | null }) {
  if (of === null) return <span class="quiet">{f.none}</span>;
  return <span class="share"><span class="share-track" aria-hidden="true"><span style={{ width: `${Math.min(100, of * 100)}%` }} /></span>{f.percent(of)}</span>;
}

function Slowest() {
  return (
    <ul class="moved">
      {(site.last_run?.slowest ?? []).slice(0, 8).map(([id, seconds]) => {
        const at = positions.get(id);
        const name = id.split(".").slice(2).join(".");
        return <li key={id}>{at === undefined ? <span>{name}</span> : <a href={href.node(at)}>{name}</a>}<span /><span class="n">{f.seconds(seconds)}</span><span /></li>;
      })}
    </ul>
  );
}

export function FrontPage() {
  const { as_of, generation, moved } = site.front;
  const main = site.families.find((each) => each.name === site.front.main_family);
  const run = site.last_run;
  return (
    <Page title={f.words(site.project)} lead={generation
      ? <>{as_of ? <>{t.asOf} <b>{f.day(as_of)}</b> · </> : null}{t.published} {f.moment(generation.published_at)} · {t.generation} {generation.number}</>
      : t.neverBuilt}>
      <div class="cards">
        <Card title={t.fresh} of={fresh()} />
        {site.families.length > 0 ? (
          <>
            <Card title={t.complete} of={complete()} />
            <Card title={t.stable} of={stable()} />
            <Card title={t.reachable} of={reachable()} />
          </>
        ) : (
          <>
            <Card title={t.tests} of={tested()} />
            <Card title={t.lastRun} of={ran()} />
          </>
        )}
      </div>
      <div class="columns">
        <section>
          <h2>{t.decide} <span class="badge">{site.front.decisions.length}</span></h2>
          <Decisions />
        </section>
        <section>
          <h2>{site.families.length ? t.moved : t.slowest}</h2>
          {!site.families.length ? <Slowest /> : moved.length ? (
            <ul class="moved">
              {moved.slice(0, 8).map(([family, segment, members, change]) => (
                <li key={`${family}.${segment}`}>
                  <a href={href.segment(family, segment)}>{f.words(segment)}</a>
                  <span class="quiet"> {f.words(family)}</span>
                  <span class="n">{f.signed(change)}</span>
                  <span class="n quiet">{f.count(members)}</span>
                </li>
              ))}
            </ul>
          ) : <p class="quiet">{t.movedNone}</p>}
          {site.has_changes && <p class="last-run"><a href="#/changes">{texts.changes.all}</a></p>}
          {run && (
            <p class="last-run">{t.lastRun}: <a href="#/runs">{run.command}, {f.moment(run.at)}</a>, {f.seconds(run.seconds)}.{" "}
              {Object.entries(run.counts).map(([status, n]) => `${n} ${texts.status[status] ?? status}`).join(", ")}</p>
          )}
        </section>
      </div>
      {main && (
        <section>
          <h2>{t.main}: <a href={href.family(main.name)}>{f.words(main.name)}</a></h2>
          <p class="quiet">{main.purpose ?? main.description}</p>
          <SegmentTable family={main} trends={sparks(main)} />
        </section>
      )}
      {site.front.left_out.length > 0 && (
        <details><summary>{t.leftOut}</summary><ul>{site.front.left_out.map((each) => <li key={each}>{each}</li>)}</ul></details>
      )}
    </Page>
  );
}
