import type { ConfigurationPolicy } from "../../src/explain/configurations/configurations.js";

/** What each server is told, one after the other. */
export const POLICIES: readonly (readonly [title: string, policy: ConfigurationPolicy])[] = [
  [
    "one origin, no credentials",
    {
      origins: ["https://app.example"],
      methods: ["PUT", "DELETE"],
      headers: ["Content-Type", "X-Custom"],
      expose: ["X-Total-Count"],
      maxAge: 600,
    },
  ],
  [
    "several origins, credentials, a path",
    {
      origins: ["https://app.example", "http://localhost:3000", "https://admin.example:8443"],
      methods: ["PATCH"],
      headers: ["Authorization", "X-Api-Key"],
      expose: ["Link", "X-Request-Id"],
      credentials: true,
      path: "/api/",
    },
  ],
  ["everyone", { origins: "*", methods: ["PUT"], headers: ["X-Custom"], expose: ["X-Total-Count"], maxAge: 60 }],
  ["one origin and nothing else", { origins: ["https://app.example"] }],
  [
    "odd characters",
    {
      origins: [
        "http://[::1]:8080",
        "https://it's.a--b.example",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
      ],
      methods: ["PROPFIND", "M-SEARCH"],
      headers: ["X_Under.Score", "X-It's", "X-100%", "X-$cost", "X-`q`", "X-#1"],
      expose: ["X-It's", "X-100%", "X-$cost"],
      credentials: true,
    },
  ],
];
