import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Place } from "./routes.js";
import { useStrings } from "./strings/strings.js";
import type { ViewProps } from "./view-props.js";

/** Views beside the playground, loaded when somebody goes there. */
const VIEWS: Readonly<Record<string, () => Promise<{ readonly default: ComponentType<ViewProps> }>>> = {
  recording: () => import("./recording/recording.js"),
  lessons: () => import("./lessons/lessons.js"),
  quiz: () => import("./quiz/quiz.js"),
  reference: () => import("./reference/reference.js"),
};

export function LazyView({ place, ...props }: { readonly place: Place } & Omit<ViewProps, "item">) {
  const t = useStrings();
  const [loaded, setLoaded] = useState<{ view: string; View: ComponentType<ViewProps> | null } | null>(null);
  useEffect(() => {
    let isLatest = true;
    const load = Object.hasOwn(VIEWS, place.view) ? VIEWS[place.view] : undefined;
    if (load === undefined) setLoaded({ view: place.view, View: null });
    else void load().then(({ default: View }) => isLatest && setLoaded({ view: place.view, View }));
    return () => {
      isLatest = false;
    };
  }, [place.view]);
  if (loaded === null || loaded.view !== place.view) return null;
  const { View } = loaded;
  return View === null ? <p class="card">{t.notFound}</p> : <View item={place.item} {...props} />;
}
