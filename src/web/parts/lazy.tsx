import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A component that comes with code of its own; until then, and where it is not wanted, something else stands there. */
export function Lazy<Props extends object>({
  load,
  props,
  children,
}: {
  /** The same function each time. */
  readonly load: () => Promise<{ readonly default: ComponentType<Props> }>;
  readonly props: Props;
  readonly children?: ComponentChildren;
}) {
  const [loaded, setLoaded] = useState<{ readonly View: ComponentType<Props> } | null>(null);
  useEffect(() => {
    let isLatest = true;
    void load().then(({ default: View }) => isLatest && setLoaded({ View }));
    return () => {
      isLatest = false;
    };
  }, [load]);
  return loaded === null ? children : <loaded.View {...props} />;
}
