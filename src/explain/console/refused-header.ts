import type { Header } from "../../core/infrastructure/header-list.js";
import type { Scene } from "../scene.js";

/** Request headers that the preflight's answer does not allow, in the page's order. */
export function refusedHeaders({ exchange, failure }: Scene): readonly Header[] {
  const names = failure.headers ?? (failure.header === undefined ? [] : [failure.header]);
  const { request } = exchange?.sent ?? {};
  return (request?.announcedHeaders ?? request?.headers ?? []).filter(({ name }) => names.includes(name));
}
