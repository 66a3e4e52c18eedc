import type { ClientModule } from "../client.js";

/** Node's own fetch: a client without a page, and so without an origin. */
export const client: ClientModule = {
  name: `Node.js ${process.versions.node} fetch`,
  fetch: (url, init) => fetch(url, init as RequestInit),
};
