import type { ViewProps } from "../views.js";

export default function Recording(_: ViewProps) {
  return <p>…</p>;
}
