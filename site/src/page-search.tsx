// Full-text search: all words, in names first, then in what describes them, then in templates.
import { useMemo } from "preact/hooks";
import { site, useDocument } from "./data";
import * as f from "./format";
import { texts } from "./texts";
import type { SearchEntry } from "./types";
import { Page, Whole, href } from "./ui";

interface Hit { title: string; kind: string; link: string; excerpt: string; score: number }

const WEIGHTS = [8, 4, 2, 1];

function excerpt(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return text.slice(0, 140);
  const start = Math.max(0, at - 60);
  return `${start ? "…" : ""}${text.slice(start, at + 100).replace(/\s+/g, " ")}`;
}

function found(query: string, entries: SearchEntry[]): Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hits: Hit[] = [];
  for (const family of site.families) {
    const named = [[family.name, family.description + (family.purpose ?? ""), href.family(family.name), texts.segments.family] as const,
      ...family.segments.map((each) => [each.name, each.description, href.segment(family.name, each.name), `${texts.segments.segment}, ${f.words(family.name)}`] as const)];
    for (const [name, text, link, kind] of named) {
      const [title, low] = [f.words(name), `${name} ${f.words(name)} ${text}`.toLowerCase()];
      if (words.every((word) => low.includes(word))) {
        const inName = words.every((word) => `${name} ${title}`.toLowerCase().includes(word));
        hits.push({ title, kind, link, excerpt: text.slice(0, 140), score: inName ? 60 - name.length / 10 : 5 });
      }
    }
  }
  site.nodes.forEach((node, at) => {
    const name = node[1].toLowerCase();
    const parts = entries[at].map((text) => text.toLowerCase());
    let score = 0;
    let where = -1;
    for (const word of words) {
      let best = name.includes(word) ? 20 + (name === word ? 30 : 0) : 0;
      parts.forEach((text, i) => {
        if (text.includes(word)) {
          if (best < WEIGHTS[i]) where = i;
          best = Math.max(best, WEIGHTS[i]);
        }
      });
      if (!best) return;
      score += best;
    }
    const text = where >= 0 ? excerpt(entries[at][where], words.find((word) => parts[where].includes(word))!) : entries[at][0].slice(0, 140);
    hits.push({ title: node[1], kind: node[2], link: href.node(at), excerpt: text, score: score - name.length / 100 });
  });
  return hits.sort((a, b) => b.score - a.score);
}

export function SearchPage({ query }: { query: string }) {
  const loaded = useDocument<SearchEntry[]>("search");
  return (
    <Page title={texts.search}>
      <Whole of={loaded}>{(entries) => <Hits query={query} entries={entries} />}</Whole>
    </Page>
  );
}

function Hits({ query, entries }: { query: string; entries: SearchEntry[] }) {
  const hits = useMemo(() => found(query, entries), [query, entries]);
  return (
    <>
      <p class="quiet" aria-live="polite">{query ? (hits.length ? texts.found(hits.length, query) : texts.searchEmpty) : texts.searchHint}</p>
      <ol class="hits">
        {hits.slice(0, 60).map((hit, at) => (
          <li key={at}><a class="strong" href={hit.link}>{hit.title}</a> <span class="quiet small">{hit.kind}</span><div class="small">{hit.excerpt}</div></li>
        ))}
      </ol>
    </>
  );
}
