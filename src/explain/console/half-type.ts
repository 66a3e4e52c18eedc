import type { HeaderList } from "../../core/infrastructure/header-list.js";

/** A Content-Type that lacks a half is a type to network libraries, which only look for the slash; empty: there is none. */
export function halfType(headers: HeaderList): string {
  const value = headers.findLast(({ name }) => name === "content-type")?.value ?? "";
  const type = value.split(";", 1)[0]!.trim();
  return type.includes("/") && !/[\s,]/.test(type) ? type.toLowerCase() : "";
}
