import { installCors } from "whycors/jest";

// CORS=off is the suite as it was before.
installCors({ url: "https://app.example/", mode: process.env.CORS ?? "strict" });
