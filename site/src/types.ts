// The documents that orchestrator/site/documents.py writes.

export type Row = any[];

export interface Figures {
  columns: string[];
  rows: Row[];
  origin: string;
  meanings: Record<string, string>;
}

// [id, name, type, package, file, materialized, rows, seconds, status, tests by verdict, colour of its own]
export type NodeLine = [
  string, string, string, string, string, string | null, number | null, number | null,
  string | null, Record<string, number>, string | null,
];

export interface SegmentLine {
  name: string;
  members: number | null;
  share: number | null;
  change: number | null;
  description: string;
}

export interface FamilyLine {
  name: string;
  node: number;
  mode: "exclusive" | "overlapping";
  entity: string;
  owner: string | null;
  purpose: string | null;
  description: string;
  review_by: string | null;
  is_overdue: boolean;
  is_built: boolean;
  as_of: string | null;
  day_before: string | null;
  everyone: number | null;
  segments: SegmentLine[];
}

export interface Decision {
  kind: string;
  [key: string]: any;
}

export interface RunEntry {
  id: string;
  command: string;
  at: string;
  seconds: number | null;
  finished: boolean;
  generation: number | null;
  not_published: boolean;
  counts: Record<string, number>;
  slowest: [string, number][];
  path: [string, number, number][];
  attention: [string, string, number | null][];
}

export interface SourceLine {
  node: number;
  has_freshness: boolean;
  age_seconds?: number;
  loaded_at?: string;
  looked_at?: string;
  status?: string;
}

export interface Site {
  project: string;
  version: string;
  target: string;
  made_at: string;
  minimum_cell: number;
  currency: string | null;
  nodes: NodeLine[];
  parents: number[][];
  chunk: number;
  families: FamilyLine[];
  sources: SourceLine[];
  last_run: RunEntry | null;
  has_customers: boolean;
  measures_stability: boolean;
  has_columns: boolean;
  has_changes: boolean;
  front: {
    as_of: string | null;
    generation: null | { number: number; published_at: string; relations: number; restores: number | null };
    main_family: string | null;
    lifecycle: string | null;
    decisions: Decision[];
    verdicts: Record<string, number>;
    moved: [string, string, number, number][];
    redefined: string[];
    left_out: string[];
    figures: Record<string, Figures>;
  };
}

export interface RuleTree {
  word?: "and" | "or" | "not";
  parts?: RuleTree[];
  text?: string;
  asks?: string[];
  compares?: [string, string, string][];
}

export interface SegmentRule {
  name: string;
  version: string;
  rule: string | null;
  tree?: RuleTree;
  channels?: string[];
  priority?: number | null;
}

export interface FamilyPage {
  name: string;
  segments: SegmentRule[];
  figures: Record<string, Figures>;
  tests: [name: string, segment: string | null, verdict: string][];
}

export interface ColumnInfo {
  name: string;
  type?: string;
  description?: string;
  tags?: string[];
  personal?: boolean;
}

export interface TestInfo {
  id: string;
  name: string;
  test?: string;
  column?: string;
  description?: string;
  severity: string;
  verdict: string;
  failures?: number;
  seconds?: number;
  history?: [number, string][];
}

export interface NodeDetails {
  description?: string;
  tags?: string[];
  owner?: string;
  relation?: string;
  columns?: ColumnInfo[];
  tests?: TestInfo[];
  language: string;
  raw?: string;
  compiled?: string;
  runs?: [string, string, number | null, number | null][];
  source?: Record<string, any>;
}

// [description, columns, tests, template]
export type SearchEntry = [string, string, string, string];

// For each node: [node, column] pairs by column, and those by which its rows are chosen. Of the
// models in `untold`, whose languages these are, neither is known.
export interface ColumnsPage {
  made_of: Record<string, [number, string][]>[];
  choosing: [number, string][][];
  untold: Record<number, string>;
}

export interface ChangesPage {
  before: number;
  after: number;
  families: { name: string; is_redefined: boolean; redefined_above: string[]; models_untold: string | null; untold: string | null; figures: Figures }[];
  same: string[];
  not_compared: [string, string][];
}
