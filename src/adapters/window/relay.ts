import { ProgressEvent } from "../../page/events.js";
import { setVerdictBehind, verdictBehind } from "../../page/verdict-behind.js";
import type { Classes } from "./classes.js";

/**
 * What the page dispatches on its own object is dispatched on the window's instead, as an event of the window's classes.
 * The page's object need not be an EventTarget that works: in a test environment Event and EventTarget may be of two makes.
 */
export function relay(inner: EventTarget, outer: EventTarget, classes: Classes): void {
  const value = (event: Event) => {
    const verdict = verdictBehind(inner);
    if (verdict !== null) setVerdictBehind(outer, verdict);
    return outer.dispatchEvent(translated(event, classes));
  };
  Object.defineProperty(inner, "dispatchEvent", { value });
}

function translated(event: Event, classes: Classes): Event {
  if (event instanceof ProgressEvent) {
    const { type, lengthComputable, loaded, total } = event;
    return new classes.ProgressEvent(type, { lengthComputable, loaded, total });
  }
  if ("lastEventId" in event) {
    const { type, data, origin, lastEventId } = event as Event & { data: unknown; origin: string; lastEventId: string };
    return new classes.MessageEvent(type, { data, origin, lastEventId });
  }
  return new classes.Event(event.type);
}
