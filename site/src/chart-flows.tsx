// Who went where, as a Sankey diagram.
import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import { colour, cut } from "./chart-frame";
import * as f from "./format";
import { texts } from "./texts";
import { Sized } from "./ui";

export interface Flow {
  from: string;
  to: string;
  value: number;
}

/** Who went from which segment to which; who stayed is left out, so that moves can be seen. */
export function Flows({ flows, label, order }: { flows: Flow[]; label: string; order: string[] }) {
  const moved = flows.filter((flow) => flow.value > 0);
  if (!moved.length) return <p class="quiet">{texts.segments.nobodyMoved}</p>;
  return (
    <Sized>
      {(width) => {
        const names = [...new Set(moved.flatMap((flow) => [`0 ${flow.from}`, `1 ${flow.to}`]))];
        const rank = (id: string) => order.indexOf(id.slice(2));
        names.sort((a, b) => rank(a) - rank(b));
        const height = Math.max(90, names.length * 22);
        const margin = Math.min(150, width * 0.26);
        const made = sankey<{ id: string }, {}>().nodeId((node) => node.id).nodeWidth(8).nodePadding(12)
          .nodeSort((a, b) => rank(a.id) - rank(b.id))
          .extent([[margin, 6], [width - margin, height - 6]])({
            nodes: names.map((id) => ({ id })),
            links: moved.map((flow) => ({ source: `0 ${flow.from}`, target: `1 ${flow.to}`, value: flow.value })),
          });
        return (
          <svg width={width} height={height} role="img" aria-label={label}>
            {made.links.map((each, at) => {
              const [from, to] = [each.source, each.target] as unknown as { id: string }[];
              return (
                <path key={at} class="flow" d={sankeyLinkHorizontal()(each as never) ?? ""}
                  stroke-width={Math.max(1, each.width ?? 1)} style={{ color: colour(Math.max(0, rank(from.id))) }}>
                  <title>{`${f.words(from.id.slice(2))} → ${f.words(to.id.slice(2))}: ${f.count(each.value)}`}</title>
                </path>
              );
            })}
            {made.nodes.map((node) => {
              const isLeft = node.id.startsWith("0");
              return (
                <g key={node.id} style={{ color: colour(Math.max(0, rank(node.id))) }}>
                  <rect class="flow-end" x={node.x0} y={node.y0} width={8} height={Math.max(1, node.y1! - node.y0!)} />
                  <text class="label" x={isLeft ? node.x0! - 6 : node.x1! + 6} y={(node.y0! + node.y1!) / 2 + 4}
                    text-anchor={isLeft ? "end" : "start"}>
                    {cut(f.words(node.id.slice(2)), margin - 46)} {f.compact(node.value)}
                  </text>
                </g>
              );
            })}
          </svg>
        );
      }}
    </Sized>
  );
}
