// The charts of families and segments, as both their pages show them.
import { useState } from "preact/hooks";
import { Bars, Columns, type Parts } from "./chart-bars";
import { Flows } from "./chart-flows";
import { Curve, Lines, type Series } from "./chart-lines";
import { Heat, Intervals, shareCell } from "./chart-tables";
import { site } from "./data";
import * as f from "./format";
import { texts } from "./texts";
import type { FamilyLine, Figures } from "./types";
import { Choice, Figure, Table, href, inCurrency, records } from "./ui";

const t = texts.segments;
const MOST_LINES = 16;

/** Members over days, or their share of all; of a segment alone without its name at the line. */
export function Sizes({ family, figures, isAlone }: { family: FamilyLine; figures: Figures; isAlone?: boolean }) {
  const [as, setAs] = useState("members");
  const rows = records(figures);
  if (new Set(rows.map((row) => row.as_of_date)).size < 2) return null;
  const isShare = as === "share";
  const series: Series[] = family.segments.map((each) => ({
    name: each.name,
    href: isAlone ? undefined : href.segment(family.name, each.name),
    values: rows.filter((row) => row.segment === each.name).map((row) => ({ day: row.as_of_date, value: row[as] })),
  })).filter((each) => each.values.length);
  const last = (each: Series) => each.values[each.values.length - 1].value ?? 0;
  const shown = series.length > MOST_LINES ? [...series].sort((a, b) => last(b) - last(a)).slice(0, MOST_LINES) : series;
  return (
    <Figure title={t.compare} note={shown.length < series.length && t.largestOf(shown.length, series.length)} figures={figures} hidesPeople>
      {rows.some((row) => row.share !== null) && (
        <Choice label={t.shownAs} value={as} onChange={setAs} options={[["members", t.asMembers], ["share", t.asShare]]} />
      )}
      {isShare ? <Lines series={shown} label={t.compare} unit={t.asShare} say={f.percent} tell={f.percent} />
        : <Lines series={shown} label={t.compare} unit={t.asMembers} />}
    </Figure>
  );
}

export function Moves({ figures, order }: { figures: Figures; order: string[] }) {
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
        ? <Columns rows={parts} keys={keys} label={t.moves} unit={t.members.toLowerCase()} /> : <p class="quiet">{t.nobodyMoved}</p>}
    </Figure>
  );
}

export function Curves({ figures }: { figures: Figures }) {
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
          <Curve key={at} label={`${t.curves}: ${points[0].condition}`} unit={t.members.toLowerCase()} under={points[0].condition} today={points[0].number}
            points={points.map((row) => ({ at: row.threshold, value: row.members, isCliff: row.is_cliff }))} />
        ))}
      </div>
    </Figure>
  );
}

export function Migration({ figures, order, title }: { figures: Figures; order: string[]; title: string }) {
  const rows = records(figures);
  // On the first day everybody comes from nowhere: nobody moved.
  const days = [...new Set(rows.filter((row) => order.includes(row.from_segment)).map((row) => row.as_of_date as string))].sort().reverse();
  const [day, setDay] = useState(days.find((each) => rows.some((row) => row.as_of_date === each && row.from_segment !== row.to_segment && row.customers)) ?? days[0]);
  if (!days.length) return null;
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
            return { text: found.customers === null ? texts.hidden : f.count(found.customers), part, title: `${f.words(a)} → ${f.words(b)}: ${f.percent(part)}` };
          }),
        };
      })} />
    </Figure>
  );
}

/** For each segment of a family its shares by another column, with a link to its page. */
function bySegment(family: FamilyLine, columns: string[], rows: Record<string, any>[], by: string, count: string) {
  return family.segments.map((segment) => ({
    name: <a href={href.segment(family.name, segment.name)}>{f.words(segment.name)}</a>,
    cells: columns.map((name) => {
      const found = rows.find((row) => row.segment === segment.name && row[by] === name);
      return found ? shareCell(found[count], found.members) : null;
    }),
  }));
}

export function Overlap({ family, figures }: { family: FamilyLine; figures: Figures }) {
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
      <Heat label={t.overlap} corner="" columns={columns.map(f.words)} rows={bySegment(family, columns, shown, "other_segment", "shared_members")} />
    </Figure>
  );
}

export function OverlapOf({ figures }: { figures: Figures }) {
  const rows = records(figures).filter((row) => row.lift !== null && row.shared_members).sort((a, b) => b.lift - a.lift).slice(0, 12);
  if (!rows.length) return null;
  return (
    <Figure title={t.overlapOf} note={t.overlapOfNote} figures={figures} hidesPeople>
      <Bars say={(value) => `${f.number(value)}×`} rows={rows.map((row) => ({
        name: `${f.words(row.other_family)}: ${f.spaced(row.other_segment)}`, value: row.lift,
        href: href.segment(row.other_family, row.other_segment), note: f.percent(row.shared_members / row.members),
      }))} />
    </Figure>
  );
}

export function Profile({ figures }: { figures: Figures }) {
  const distance = (row: Record<string, any>) => Math.abs(Math.log(Math.max(row.trait_index, 1) / 100));
  const rows = records(figures).filter((row) => row.is_distinct && row.trait_index !== null).sort((a, b) => distance(b) - distance(a)).slice(0, 16);
  rows.sort((a, b) => b.trait_index - a.trait_index);
  return (
    <Figure title={t.profile} note={rows.length ? t.profileNote : t.profileNone} figures={figures}>
      {rows.length > 0 && (
        <Intervals label={t.profile} reference={100} isLog say={f.number} rows={rows.map((row) => ({
          name: `${f.spaced(row.feature)}: ${row.level}`, value: row.trait_index, low: row.index_low, high: row.index_high,
          text: f.number(row.trait_index), note: `${f.percent(row.share_in_segment)} / ${f.percent(row.share_in_all)}`,
        }))} />
      )}
    </Figure>
  );
}

export function Channels({ family, figures }: { family: FamilyLine; figures: Figures }) {
  const rows = records(figures);
  const channels = [...new Set(rows.map((row) => row.channel as string))].sort();
  return (
    <Figure title={t.channels} note={t.channelsNote} figures={figures} hidesPeople>
      <Heat label={t.channels} corner="" columns={channels.map(f.words)} rows={bySegment(family, channels, rows, "channel", "reachable")} />
    </Figure>
  );
}

export function ChannelsOf({ figures }: { figures: Figures }) {
  const rows = records(figures);
  if (!rows.length) return null;
  const reasons = figures.columns.filter((name) => name.startsWith("blocked_by_"));
  const heads = [t.reachable, ...reasons.map((name) => texts.blocked[name] ?? f.words(name.slice(11)).toLowerCase())];
  return (
    <Figure title={t.channels} note={t.channelsNote} figures={figures} hidesPeople>
      <Heat label={t.channels} corner="" columns={heads} rows={rows.map((row) => ({
        name: f.words(row.channel),
        cells: ["reachable", ...reasons].map((name) => shareCell(row[name], row.members)),
      }))} />
    </Figure>
  );
}

export function Priorities({ figures, withSegment }: { figures: Figures; withSegment?: boolean }) {
  const rows = records(figures).slice(0, 14);
  if (!rows.length) return null;
  return (
    <Figure title={inCurrency(t.priorities)} note={t.prioritiesNote} figures={figures}>
      <Intervals label={t.priorities} reference={0} rows={rows.map((row) => ({
        name: withSegment ? `${f.words(row.segment)}, ${row.channel}` : f.words(row.channel),
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
