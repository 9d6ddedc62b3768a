// The first page: is it fresh, complete, stable, reachable; what waits for a decision; what moved.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Spark } from "./chart-lines";
import { site } from "./data";
import * as f from "./format";
import { texts } from "./texts";
import type { Decision, FamilyLine } from "./types";
import { Change, Members, Page, Status, Step, Table, href, records, sinceDay, toneOf } from "./ui";

const t = texts.front;

interface Answer {
  tone: "good" | "look" | "bad" | "none";
  says: string[];
}

/** The day that figures are of, or that they were published on, and how many days ago that is for who reads this. */
function age(): { day: string; days: number; says: (day: string, days: number, told: string) => string } | null {
  const { as_of, generation } = site.front;
  const day = as_of ?? generation?.published_at;
  return day ? { day, days: f.daysBetween(day, f.today()), says: as_of ? t.freshDay : t.publishedDay } : null;
}

function fresh(): Answer {
  const says: string[] = [];
  let tone: Answer["tone"] = "none";
  const known = age();
  if (known) {
    const { day, days } = known;
    says.push(known.says(f.day(day), days, f.count(days)));
    tone = days <= FRESH_DAYS ? "good" : days <= OLD_DAYS ? "look" : "bad";
  }
  const looked = site.sources.filter((each) => each.status);
  const old = looked.filter((each) => toneOf(each.status) !== "good");
  if (old.length) {
    says.push(t.sourcesOld(old.length));
    tone = tone === "bad" || old.some((each) => each.status !== "warn") ? "bad" : "look";
  } else if (looked.length) {
    says.push(t.sourcesGood(looked.length));
    if (tone === "none") tone = "good";
  }
  if (!says.length) says.push(t.notMeasured);
  return { tone, says };
}

const FRESH_DAYS = 1;
const OLD_DAYS = 7;

function tested(): Answer {
  const { verdicts } = site.front;
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
  const family = mainFamily();
  const turnover = records(site.front.figures.turnover)[0];
  const says: string[] = [];
  if (turnover && turnover.moved !== null && family) says.push(t.moved(f.percent(turnover.moved / turnover.customers), f.words(family.name)));
  if (!site.measures_stability) {
    return { tone: "none", says: [...says, family?.as_of && !family.day_before ? t.noDayBefore : t.notMeasured] };
  }
  const flagged = site.front.decisions.filter((each) => each.kind === "unstable_families" || each.kind === "drifted_features");
  const isTurning = turnover && turnover.moved > MUCH_TURNOVER * turnover.customers;
  return { tone: flagged.length || isTurning ? "look" : "good", says: [t.flagged(flagged.length), ...says] };
}

const MUCH_TURNOVER = 0.2;

function mainFamily(): FamilyLine | undefined {
  return site.families.find((each) => each.name === site.front.main_family);
}

function reachable(): Answer {
  const shares = records(site.front.figures.reach).map((row) => [row.channel as string, row.reachable / row.customers] as const)
    .sort((a, b) => b[1] - a[1]);
  if (!shares.length) return { tone: "none", says: [t.noChannels] };
  const [best, ...others] = shares;
  return {
    tone: best[1] >= 0.5 ? "good" : best[1] >= 0.2 ? "look" : "bad",
    says: [t.reached(f.percent(best[1]), best[0]), others.slice(0, 3).map(([channel, part]) => `${channel} ${f.percent(part)}`).join(", ")].filter(Boolean),
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
    case "old_figures":
      return <>{t.oldFigures(f.count(each.days))}</>;
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

/** What was known when the site was written, and that its figures have grown old since. */
function decisions(): Decision[] {
  const known = age();
  return known && known.days > OLD_DAYS ? [{ kind: "old_figures", days: known.days }, ...site.front.decisions] : site.front.decisions;
}

function Decisions({ all }: { all: Decision[] }) {
  const [isWhole, setWhole] = useState(false);
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
      { name: sinceDay(family.day_before), number: true, of: (row) => <Change of={row.change} />, by: (row) => row.change },
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
    <Table label={t.slowest} rows={(site.last_run?.slowest ?? []).slice(0, MOST_LINES)} columns={[
      { name: texts.runs.step, wide: true, of: ([id]) => <Step id={id} /> },
      { name: texts.models.time, number: true, of: ([, seconds]) => f.seconds(seconds) },
    ]} />
  );
}

const MOST_LINES = 8;

function Moved() {
  const s = texts.segments;
  return (
    <Table label={t.movedMost} rows={site.front.moved.slice(0, MOST_LINES)} columns={[
      { name: s.segment, wide: true, of: ([family, segment]) => <><a href={href.segment(family, segment)}>{f.words(segment)}</a> <span class="quiet small">{f.words(family)}</span></> },
      { name: s.change, number: true, of: ([, , , change]) => <Change of={change} /> },
      { name: s.members, number: true, of: ([, , members]) => f.count(members) },
    ]} />
  );
}

/** `Moved most`, and since which day where it is the same for all. */
function movedTitle(): string {
  const days = new Set(site.front.moved.slice(0, MOST_LINES).map(([family]) => site.families.find((each) => each.name === family)?.day_before ?? null));
  const [day] = days;
  return days.size === 1 && day ? t.movedSince(f.day(day)) : t.movedMost;
}

export function FrontPage() {
  const { as_of, generation, moved, redefined } = site.front;
  const main = mainFamily();
  const run = site.last_run;
  const waiting = decisions();
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
          <h2>{t.decide} <span class="badge">{waiting.length}</span></h2>
          <Decisions all={waiting} />
        </section>
        <section>
          <h2>{site.families.length ? movedTitle() : t.slowest}</h2>
          {!site.families.length ? <Slowest /> : moved.length ? <Moved /> : <p class="quiet">{t.movedNone}</p>}
          {redefined.length > 0 && <p>{t.redefined} {redefined.map((name, at) => <span key={name}>{at ? ", " : ""}<a href={href.family(name)}>{f.words(name)}</a></span>)}</p>}
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
