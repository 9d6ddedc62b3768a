// The whole base: scores, stages, how concentrated value is, cohorts, what was predicted and came.
import { useState } from "preact/hooks";
import { Bars } from "./chart-bars";
import { Lorenz, Pairs } from "./chart-lines";
import { Heat, shareCell } from "./chart-tables";
import { site, useDocument } from "./data";
import { Experiments, Migration } from "./family-charts";
import * as f from "./format";
import { texts } from "./texts";
import type { Figures } from "./types";
import { Choice, Figure, Page, Whole, href, inCurrency, records } from "./ui";

const t = texts.customers;

export function CustomersPage() {
  const loaded = useDocument<Record<string, Figures>>(site.has_customers ? "customers" : null);
  const family = site.families.find((each) => each.name === site.front.lifecycle);
  const isEmpty = !site.has_customers && !family;
  if (isEmpty) return <Page title={t.title}><p>{t.none}</p></Page>;
  return (
    <Page title={t.title}>
      {family && (
        <Figure title={t.lifecycle} note={t.lifecycleNote}>
          <Bars rows={family.segments.map((each) => ({ name: each.name, value: each.members, note: f.percent(each.share), href: href.segment(family.name, each.name) }))} />
        </Figure>
      )}
      {site.has_customers && (
        <Whole of={loaded}>{(g) => (
          <>
            {g.rfm && <Rfm figures={g.rfm} />}
            {family && g.lifecycle && <Migration figures={g.lifecycle} order={family.segments.map((each) => each.name)} title={t.lifecycleFlows} />}
            {g.concentration && <Concentration figures={g.concentration} />}
            {g.retention && <Retention figures={g.retention} />}
            {g.predictions && <Predictions figures={g.predictions} />}
            {g.experiments && <Experiments figures={g.experiments} title={t.experiments} />}
          </>
        )}</Whole>
      )}
    </Page>
  );
}

function Rfm({ figures }: { figures: Figures }) {
  const rows = records(figures);
  const recency = [...new Set(rows.map((row) => row.recency_score as number))].sort((a, b) => b - a);
  const frequency = [...new Set(rows.map((row) => row.frequency_score as number))].sort((a, b) => a - b);
  const most = Math.max(...rows.map((row) => row.customers ?? 0));
  return (
    <Figure title={t.rfm} note={t.rfmNote} figures={figures} hidesPeople>
      <Heat label={t.rfm} corner={`${t.recency} ↓  ${t.frequency} →`} columns={frequency.map(String)} rows={recency.map((r) => ({
        name: String(r),
        cells: frequency.map((q) => {
          const found = rows.find((row) => row.recency_score === r && row.frequency_score === q);
          if (!found) return null;
          if (found.customers === null) return { text: texts.hidden, part: null };
          return { text: f.count(found.customers), part: found.customers / most, title: `${inCurrency(t.monetary)}: ${f.count(found.monetary)}` };
        }),
      }))} />
    </Figure>
  );
}

function Concentration({ figures }: { figures: Figures }) {
  const rows = records(figures);
  const [people, value] = [rows.reduce((s, r) => s + r.customers, 0), rows.reduce((s, r) => s + r.value, 0)];
  const points: [number, number][] = [[0, 0]];
  let [x, y] = [0, 0];
  for (const row of rows) {
    x += row.customers / people;
    y += value ? row.value / value : 0;
    points.push([x, y]);
  }
  const topFifth = 1 - at(points, 0.8);
  return (
    <Figure title={inCurrency(t.concentration)} note={t.concentrationNote(f.percent(topFifth))} figures={figures}>
      <Lorenz points={points} label={t.concentration} />
    </Figure>
  );
}

/** The height of the curve, which is straight from point to point. */
function at(points: [number, number][], x: number): number {
  const next = Math.max(1, points.findIndex((point) => point[0] >= x));
  const [[left, low], [right, high]] = [points[next - 1], points[next]];
  return low + ((high - low) * (x - left)) / (right - left);
}

function quarter(number: number): string {
  return texts.quarter(Math.floor(number / 4), (number % 4) + 1);
}

function Retention({ figures }: { figures: Figures }) {
  const rows = records(figures);
  const cohorts = [...new Set(rows.map((row) => row.cohort as number))].sort((a, b) => a - b).slice(-16);
  const since = [...new Set(rows.filter((row) => cohorts.includes(row.cohort)).map((row) => row.since as number))].sort((a, b) => a - b);
  const of = (cohort: number, n: number) => rows.find((row) => row.cohort === cohort && row.since === n);
  const day = site.front.as_of;
  const open = day && f.isEndOfQuarter(day) ? "" : day ? quarter(f.quarterOf(day)) : "";
  return (
    <Figure title={t.retention} note={t.retentionNote(open)} figures={figures} hidesPeople>
      <Heat label={t.retention} corner={t.cohort} columns={[t.size, ...since.slice(1).map(t.quarters)]} rows={cohorts.map((cohort) => {
        const size = of(cohort, 0)?.customers ?? null;
        return {
          name: quarter(cohort),
          cells: since.map((n) => {
            const found = of(cohort, n);
            if (n === 0) return { text: f.count(size), part: null };
            if (!found) return null;
            return shareCell(found.customers, size);
          }),
        };
      })} />
    </Figure>
  );
}

function Predictions({ figures }: { figures: Figures }) {
  const rows = records(figures);
  const models = [...new Set(rows.map((row) => row.model as string))];
  const [model, setModel] = useState(models[0]);
  return (
    <Figure title={t.predictions} note={t.predictionsNote} figures={figures}>
      {models.length > 1 && <Choice label={t.model} value={model} onChange={setModel} options={models.map((name) => [name, name])} />}
      <Pairs label={t.predictions} unit={t.orders} under={t.decile} names={[t.predicted, t.actual]}
        rows={rows.filter((row) => row.model === model).map((row) => ({ at: row.decile, values: [row.expected_orders, row.actual_orders] }))} />
    </Figure>
  );
}
