// The frame of all pages: what the address says is shown beside the navigation.
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { begin, drawn, first, put, site } from "./data";
import * as f from "./format";
import { ChangesPage } from "./page-changes";
import { ColumnPage } from "./page-column";
import { CustomersPage } from "./page-customers";
import { FrontPage } from "./page-front";
import { LineagePage } from "./page-lineage";
import { ModelsPage, NodePage, RunsPage, SourcesPage } from "./page-project";
import { SearchPage } from "./page-search";
import { FamilyPageView, SegmentsPage } from "./page-segments";
import { texts } from "./texts";
import type { Site } from "./types";

(window as unknown as { seg: unknown }).seg = { put };

function place(): string[] {
  return location.hash.replace(/^#\/?/, "").split("/").map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part; // somebody wrote a % into the address
    }
  });
}

function View({ at }: { at: string[] }) {
  switch (at[0]) {
    case "": return <FrontPage />;
    case "segments": return <SegmentsPage />;
    case "family": return <FamilyPageView key={at.slice(1).join(".")} name={at[1]} segment={at[2]} />;
    case "changes": return <ChangesPage />;
    case "customers": return <CustomersPage />;
    case "models": return <ModelsPage />;
    case "node": return <NodePage id={at.slice(1).join("/")} />;
    case "sources": return <SourcesPage />;
    case "lineage": return <LineagePage id={at[1]} />;
    case "column": return <ColumnPage key={at.slice(1).join("/")} id={at[1]} column={at[2] ?? ""} />;
    case "runs": return <RunsPage />;
    case "search": return <SearchPage query={at.slice(1).join("/")} />;
    default: return <p>{texts.notFound}</p>;
  }
}

function names(): (readonly [string, string])[] {
  const has: Record<string, boolean> = {
    segments: site.families.length > 0,
    customers: site.has_customers || site.front.lifecycle !== null,
    sources: site.sources.length > 0,
    changes: site.has_changes,
  };
  return Object.entries(texts.nav).filter(([name]) => has[name] ?? true)
    .map(([name, text]) => [name === "overview" ? "" : name, text] as const);
}

function Frame() {
  const [at, setAt] = useState(place());
  const [isOpen, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const box = useRef<HTMLInputElement>(null);
  /** The page before the first letter stays one step back. */
  function search(words: string) {
    const address = `#/search/${encodeURIComponent(words)}`;
    if (at[0] === "search") history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    setAt(place());
  }
  useEffect(() => {
    const moved = () => {
      setAt(place());
      setOpen(false);
      if (!location.hash.startsWith("#/search")) main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    };
    const key = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /input|select|textarea/i.test(event.target.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        box.current?.focus();
      }
      if (event.key === "Escape") {
        setOpen(false);
        if (event.target === box.current) main.current?.focus();
      }
    };
    addEventListener("hashchange", moved);
    addEventListener("keydown", key);
    return () => {
      removeEventListener("hashchange", moved);
      removeEventListener("keydown", key);
    };
  }, []);
  useEffect(() => {
    const heading = main.current?.querySelector("h1")?.textContent;
    document.title = heading && heading !== f.words(site.project) ? `${heading} · ${f.words(site.project)}` : f.words(site.project);
  });
  const inside = at[0] === "family" ? "segments" : at[0] === "node" || at[0] === "column" ? "models" : at[0];
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{texts.skip}</a>
      <header>
        <a class="name" href="#/">{f.words(site.project)}</a>
        <form role="search" onSubmit={(event) => { event.preventDefault(); main.current?.querySelector<HTMLElement>(".hits a")?.focus(); }}>
          <input ref={box} type="search" aria-label={texts.search} placeholder={`${texts.searchHint}  /`} value={at[0] === "search" ? at.slice(1).join("/") : ""}
            onInput={(event) => search(event.currentTarget.value)} />
        </form>
        <button class="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{texts.menu}</button>
      </header>
      <nav aria-label={texts.menu} class={isOpen ? "open" : ""}>
        <ul>
          {names().map(([name, text]) => (
            <li key={name}><a href={`#/${name}`} aria-current={inside === name ? "page" : undefined}>{text}</a></li>
          ))}
        </ul>
        {(inside === "segments") && (
          <ul class="sub">
            {site.families.map((family) => (
              <li key={family.name}><a href={`#/family/${encodeURIComponent(family.name)}`} aria-current={at[1] === family.name ? "page" : undefined}>{f.words(family.name)}</a></li>
            ))}
          </ul>
        )}
        <Theme />
        <p class="quiet small">{written()}</p>
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        <View at={at} />
        <p class="on-paper small">{f.words(site.project)} · {written()}</p>
      </main>
    </>
  );
}

function written(): string {
  return `${site.target} · ${texts.madeAt} ${f.moment(site.made_at)} · seg ${site.version}`;
}

function Theme() {
  const [theme, setTheme] = useState(kept());
  useEffect(() => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    try {
      localStorage.setItem("seg-theme", theme);
    } catch {
      // A browser that keeps nothing for files: the choice holds for this page.
    }
  }, [theme]);
  return (
    <label class="theme small"><span class="quiet">{texts.themeLabel}</span>
      <select value={theme} onChange={(event) => setTheme(event.currentTarget.value)}>
        <option value="">{texts.theme.auto}</option>
        <option value="light">{texts.theme.light}</option>
        <option value="dark">{texts.theme.dark}</option>
      </select>
    </label>
  );
}

function kept(): string {
  try {
    return localStorage.getItem("seg-theme") ?? "";
  } catch {
    return "";
  }
}

const app = document.getElementById("app")!;
first<Site>("site").then((value) => {
  begin(value);
  render(<Frame />, app);
  drawn();
});
addEventListener("load", () => {
  if (!site) render(<p class="problem">{texts.problem("data/site.js")}</p>, app);
});
