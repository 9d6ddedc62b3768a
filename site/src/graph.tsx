// Graphs: boxes and arrows laid out by dagre, moved by d3-zoom and by the keyboard.
import { graphlib, layout } from "@dagrejs/dagre";
import { select } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform, type ZoomBehavior } from "d3-zoom";
import { useEffect, useRef } from "preact/hooks";
import { texts } from "./texts";

const t = texts.lineage;
/** So many boxes can be read at once. */
export const MOST = 160;
const ROW = 26;
const LONGEST = 34;

export interface Box { id: string; label: string; kind: string; tone: string; colour?: string | null; isFocus?: boolean; open: () => void; focus?: () => void }
export interface Drawn { boxes: (Box & { x: number; y: number; w: number })[]; arrows: string[]; width: number; height: number }

export function laidOut(boxes: Box[], arrows: [string, string][], way: "LR" | "TB" = "LR"): Drawn {
  if (!boxes.length) return { boxes: [], arrows: [], width: 0, height: 0 };
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: way, nodesep: way === "LR" ? 8 : 20, ranksep: way === "LR" ? 46 : 22, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, { width: 26 + Math.min(box.label.length, LONGEST) * 7.7, height: ROW });
  for (const [from, to] of arrows) graph.setEdge(from, to);
  layout(graph);
  const placed = boxes.map((box) => {
    const at = graph.node(box.id);
    return { ...box, x: at.x - at.width / 2, y: at.y - ROW / 2, w: at.width };
  });
  const paths = graph.edges().map((edge) => {
    const points = (graph.edge(edge) as { points: { x: number; y: number }[] }).points;
    const [first, last] = [points[0], points[points.length - 1]];
    let path = `M${first.x},${first.y}`;
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]];
      const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
      path += way === "LR" ? `C${x},${a.y} ${x},${b.y} ${b.x},${b.y}` : `C${a.x},${y} ${b.x},${y} ${b.x},${b.y}`;
    }
    return last ? path : "";
  });
  const all = graph.graph() as { width?: number; height?: number };
  return { boxes: placed, arrows: paths, width: all.width ?? 0, height: all.height ?? 0 };
}

/** All that is so many steps away, nearest first; `isCut` where that would be more than `most`. */
export function steps<T>(from: T, next: (at: T) => T[], depth: number, most: number): { found: Set<T>; isCut: boolean } {
  const found = new Set([from]);
  let edge = [from];
  for (let step = 0; step < depth && edge.length; step++) {
    const further = new Set<T>();
    for (const at of edge) for (const each of next(at)) if (!found.has(each)) further.add(each);
    if (found.size + further.size > most) return { found, isCut: true };
    further.forEach((each) => found.add(each));
    edge = [...further];
  }
  return { found, isCut: false };
}

export function Canvas({ drawn, label, height }: { drawn: Drawn; label: string; height: number }) {
  const svg = useRef<SVGSVGElement>(null);
  const inner = useRef<SVGGElement>(null);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | undefined>(undefined);
  // Where there is little room, buttons do not stand beside boxes but above them.
  const forButtons = window.innerWidth < 600 ? 44 : 0;
  function fit() {
    const [w, h] = [svg.current!.clientWidth, svg.current!.clientHeight - forButtons];
    const scale = Math.min(1, w / (drawn.width || 1), h / (drawn.height || 1));
    const focus = drawn.boxes.find((box) => box.isFocus);
    const tiny = scale < 0.45;
    const shown = tiny ? 0.8 : scale;
    const x = tiny && focus ? w / 2 - (focus.x + focus.w / 2) * shown : (w - drawn.width * shown) / 2;
    const y = forButtons + (tiny && focus ? h / 2 - (focus.y + ROW / 2) * shown : (h - drawn.height * shown) / 2);
    select(svg.current!).call(behaviour.current!.transform, zoomIdentity.translate(x, y).scale(shown));
  }
  useEffect(() => {
    behaviour.current = zoom<SVGSVGElement, unknown>().scaleExtent([0.1, 2.5])
      .filter((event) => !event.button && (event.type !== "wheel" || event.ctrlKey || event.metaKey || document.activeElement === svg.current || svg.current!.contains(document.activeElement)))
      .on("zoom", (event) => inner.current?.setAttribute("transform", event.transform.toString()));
    select(svg.current!).call(behaviour.current).on("dblclick.zoom", null);
    fit();
  }, [drawn]);
  /** Who goes from box to box by the keyboard sees the one that is reached. */
  function show(box: Drawn["boxes"][number], element: Element) {
    const at = zoomTransform(svg.current!);
    const [left, top] = at.apply([box.x, box.y]);
    const [right, bottom] = at.apply([box.x + box.w, box.y + ROW]);
    const isIn = left >= 0 && top >= 0 && right <= svg.current!.clientWidth && bottom <= svg.current!.clientHeight;
    if (!isIn) select(svg.current!).call(behaviour.current!.translateTo, box.x + box.w / 2, box.y + ROW / 2);
    // The drawing can be higher than the window, and the header stays on top of it.
    const place = element.getBoundingClientRect(), header = document.querySelector("header")!.getBoundingClientRect();
    scrollBy(0, Math.min(0, place.top - header.bottom - ROW) + Math.max(0, place.bottom - innerHeight + ROW));
  }
  const by = (factor: number) => select(svg.current!).call(behaviour.current!.scaleBy, factor);
  return (
    <div class="canvas" style={{ height: `${height + forButtons}px` }}>
      <svg ref={svg} role="group" aria-label={label} tabindex={0}>
        <g ref={inner}>
          {drawn.arrows.map((path, at) => <path key={at} class="arrow" d={path} />)}
          {drawn.boxes.map((box) => (
            <g key={box.id} class={`box ${box.kind}${box.isFocus ? " focus" : ""}`} transform={`translate(${box.x},${box.y})`}
              role="link" tabindex={0} onFocus={(event) => show(box, event.currentTarget)} aria-label={`${box.label}, ${box.kind}`}
              onClick={(event) => (event.shiftKey && box.focus ? box.focus() : box.open())}
              onKeyDown={(event) => { if (event.key === "Enter") (event.shiftKey && box.focus ? box.focus : box.open)(); }}>
              <rect width={box.w} height={ROW} rx="5" />
              {box.colour && <rect class="own-colour" width="5" height={ROW} rx="2" style={{ fill: box.colour }} />}
              <circle class={box.tone} cx="12" cy={ROW / 2} r="3.5" />
              <text x="22" y={ROW / 2 + 4}>{box.label.length > LONGEST ? `${box.label.slice(0, LONGEST - 1)}…` : box.label}</text>
              <title>{box.label}</title>
            </g>
          ))}
        </g>
      </svg>
      <div class="zoom">
        <button onClick={() => by(1.3)} aria-label={t.in}>+</button>
        <button onClick={() => by(1 / 1.3)} aria-label={t.out}>−</button>
        <button onClick={fit}>{t.fit}</button>
      </div>
    </div>
  );
}
