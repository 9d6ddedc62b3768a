// Documents come as scripts that call seg.put(name, value): a page opened as a file may read no other.
import { useLayoutEffect, useState } from "preact/hooks";
import type { Site } from "./types";

// They lie beside the folder of this program, whose name is another for each site that is written.
const base = new URL("..", (document.currentScript as HTMLScriptElement).src);

const values = new Map<string, unknown>();
const waiting = new Map<string, Promise<unknown>>();
const arrived = new Map<string, (value: unknown) => void>();

export function put(name: string, value: unknown): void {
  values.set(name, value);
  arrived.get(name)?.(value);
}

export function load<T>(name: string): Promise<T> {
  const found = waiting.get(name);
  if (found) return found as Promise<T>;
  const promise = new Promise<unknown>((resolve, reject) => {
    if (values.has(name)) return resolve(values.get(name));
    arrived.set(name, resolve);
    const script = document.createElement("script");
    script.src = new URL(`data/${name}.js`, base).href;
    script.onerror = () => reject(new Error(`data/${name}.js`));
    document.head.append(script);
  });
  waiting.set(name, promise);
  return promise as Promise<T>;
}

/** The document that the page itself reads. */
export function first<T>(name: string): Promise<T> {
  return new Promise((resolve) => arrived.set(name, (value) => resolve(value as T)));
}

/** Says, for whoever measures, when what was asked for was drawn: milliseconds since the page began. */
export function drawn(): void {
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

export interface Loaded<T> {
  value?: T;
  problem?: string;
}

export function useDocument<T>(name: string | null): Loaded<T> {
  const known = name !== null && values.has(name) ? (values.get(name) as T) : undefined;
  const [state, setState] = useState<{ name: string | null } & Loaded<T>>({ name, value: known });
  useLayoutEffect(() => {
    if (state.value !== undefined) drawn();
  }, [state.value]);
  useLayoutEffect(() => {
    if (name === null) return;
    let isCurrent = true;
    load<T>(name).then(
      (value) => isCurrent && setState({ name, value }),
      (error: Error) => isCurrent && setState({ name, problem: error.message }),
    );
    return () => {
      isCurrent = false;
    };
  }, [name]);
  return state.name === name ? state : { value: known };
}

export let site: Site;
export const positions = new Map<string, number>();
export let children: number[][] = [];

export function begin(value: Site): void {
  site = value;
  site.nodes.forEach((node, position) => positions.set(node[0], position));
  children = site.nodes.map(() => []);
  site.parents.forEach((parents, position) => parents.forEach((each) => children[each].push(position)));
}
