// What the newest generation changed of who is in which segment.
import { site, useDocument } from "./data";
import * as f from "./format";
import { texts } from "./texts";
import type { ChangesPage as Changes } from "./types";
import { Page, records, Table, Whole, href } from "./ui";

const t = texts.changes;

export function ChangesPage() {
  const loaded = useDocument<Changes>(site.has_changes ? "changes" : null);
  if (!site.has_changes) return <Page title={t.title}><p>{t.none}</p></Page>;
  return <Whole of={loaded}>{(changes) => (
    <Page title={t.title} lead={<>{t.lead(changes.after, changes.before)} {t.causes}</>}>
      {changes.families.length === 0 && <p>{t.nobody}</p>}
      {mainFirst(changes.families).map((family) => (
        <section key={family.name}>
          <h2><a href={href.family(family.name)}>{f.words(family.name)}</a></h2>
          <p class="quiet">
            {family.untold ?? (family.is_redefined ? t.redefined : family.redefined_above.length > 0 ? t.sameRules : t.data)}
            {family.redefined_above.length > 0 && ` ${t.above} ${family.redefined_above.join(", ")}.`}
            {family.models_untold && ` ${t.modelsUntold} ${family.models_untold}.`}
          </p>
          <Moves rows={records(family.figures)} family={family.name} isByModel={family.redefined_above.length > 0 && !family.models_untold} />
        </section>
      ))}
      {changes.same.length > 0 && <section><h2>{t.same}</h2><p>{changes.same.map(f.words).join(", ")}</p></section>}
      {changes.not_compared.length > 0 && (
        <section><h2>{t.notCompared}</h2><ul>{changes.not_compared.map(([name, why]) => <li key={name}>{f.words(name)}: {why}</li>)}</ul></section>
      )}
    </Page>
  )}</Whole>;
}

function mainFirst(families: Changes["families"]): Changes["families"] {
  const isMain = (name: string) => Number(name === site.front.main_family);
  return [...families].sort((a, b) => isMain(b.name) - isMain(a.name));
}

function Moves({ rows, family, isByModel }: { rows: Record<string, any>[]; family: string; isByModel: boolean }) {
  const by = (row: Record<string, any>, cause: string) => {
    const [entered, left] = [row[`entered_by_${cause}`], row[`left_by_${cause}`]];
    if (entered === 0 && left === 0) return <span class="quiet">0</span>;
    const told = [entered === null ? `+${texts.hidden}` : entered && `+${f.count(entered)}`,
      left === null ? `−${texts.hidden}` : left && `−${f.count(left)}`];
    return told.filter(Boolean).join("  ");
  };
  const told = (count: number | null) => (count === null ? texts.hidden : f.count(count));
  const isHiding = rows.some((row) => Object.values(row).includes(null));
  return (
    <>
    <Table label={`${t.title}: ${f.words(family)}`} rows={rows} columns={[
      { name: texts.segments.segment, wide: true, of: (row) => <a href={href.segment(family, row.segment)}>{f.words(row.segment)}</a>, by: (row) => row.segment },
      { name: t.before, number: true, of: (row) => told(row.before), by: (row) => row.before },
      { name: t.after, number: true, of: (row) => told(row.after), by: (row) => row.after },
      { name: t.entered, number: true, of: (row) => told(row.entered), by: (row) => row.entered },
      { name: t.left, number: true, of: (row) => told(row.left), by: (row) => row.left },
      { name: t.definition, number: true, of: (row) => by(row, "definition") },
      ...(isByModel ? [{ name: t.byModel, number: true, of: (row: Record<string, any>) => by(row, "model") }] : []),
      { name: t.byData, number: true, of: (row) => by(row, "data") },
      { name: t.several, number: true, of: (row) => by(row, "several") },
    ]} />
    {isHiding && site.minimum_cell > 0 && <p class="quiet small">{texts.suppressed(site.minimum_cell)}</p>}
    </>
  );
}
