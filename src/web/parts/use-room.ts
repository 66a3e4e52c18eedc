import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Pixels that an element has for what is in it, now and when that changes; undefined: nobody has looked yet. */
export function useRoom(box: RefObject<Element | null>): number | undefined {
  const [room, setRoom] = useState<number>();
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      // A collapsed section has none.
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0) setRoom(width);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return room;
}
