import { render } from "preact";
import { App } from "./app.js";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/forms.css";
import "./styles/results.css";
import "./styles/views.css";

const root = document.getElementById("app");
if (root !== null) render(<App />, root);

// A page in development is served anew each time.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  void navigator.serviceWorker.register("./offline.js").catch(() => {
    // Without it the page works, as long as there is a network.
  });
}
