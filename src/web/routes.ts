import { useEffect, useState } from "preact/hooks";

/** A place in the page: what stands behind `#/`. */
export interface Place {
  readonly view: string;
  readonly item: string | null;
}

const PLAYGROUND: Place = { view: "playground", item: null };

export function placeOf(hash: string): Place {
  const path = hash.replace(/^#/, "");
  if (!path.startsWith("/")) return PLAYGROUND;
  const [view = "", item] = path.slice(1).split("/");
  return { view: view === "" ? PLAYGROUND.view : view, item: item === undefined || item === "" ? null : decoded(item) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address's fragment, as it changes. */
export function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const listen = () => setHash(location.hash);
    addEventListener("hashchange", listen);
    return () => removeEventListener("hashchange", listen);
  }, []);
  return hash;
}
