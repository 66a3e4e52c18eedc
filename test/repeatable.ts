import fc from "fast-check";

// What CI tries can be tried again: the same examples each time. Elsewhere there are new ones at every run.
if (process.env["CI"] !== undefined) fc.configureGlobal({ seed: 20_261_120 });
