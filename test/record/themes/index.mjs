import { tour } from "./tour.mjs";

export const THEMES = [tour];
