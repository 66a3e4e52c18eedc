import { useEffect, useMemo, useRef } from "preact/hooks";
import type { ReadCase } from "../../cases/case.js";
import type { Verdict } from "../../cases/verdict.js";
import { sequenceOf } from "../../explain/sequence/sequence.js";
import { sequenceSvg } from "../../explain/sequence/svg.js";
import { setupAt } from "../model/edit.js";
import type { Moment } from "../model/timeline.js";
import { useRoom } from "../parts/use-room.js";
import { useStrings } from "../strings/strings.js";

interface Props {
  readonly given: ReadCase;
  readonly at: number;
  readonly verdict: Verdict;
  readonly moment: Moment;
  /** Exchanges that have been by then. */
  readonly reached: number;
}

/** Who says what to whom, as far as the steps have come. */
export function SequencePanel({ given, at, verdict, moment, reached }: Props) {
  const t = useStrings();
  const { api, method = "GET", url } = setupAt(given, at);
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const { svg, exchanges } = useMemo(() => {
    const page = given.page.opaque ? "null" : given.page.url;
    const sequence = sequenceOf(verdict, { page, api, method, url, lang: t.language });
    const drawn = sequenceSvg(sequence, { id: "picture", ...(room !== undefined && { room }) });
    return { svg: drawn, exchanges: sequence.messages.map(({ exchange }) => exchange) };
  }, [verdict, given.page, api, method, url, t.language, room]);
  useEffect(() => {
    const isOver = moment.kind === "end";
    for (const [index, message] of [...(box.current?.querySelectorAll("g[data-kind]") ?? [])].entries()) {
      const exchange = exchanges[index];
      const isThere = isOver || index === 0 || (typeof exchange === "number" && exchange < reached);
      message.classList.toggle("later", !isThere);
      message.classList.toggle("now", moment.kind === "exchange" && exchange === moment.index);
    }
  }, [moment, reached, exchanges, svg]);
  return (
    <figure class="sequence" aria-label={t.sequence.caption}>
      <div ref={box} dangerouslySetInnerHTML={{ __html: svg }} />
    </figure>
  );
}
