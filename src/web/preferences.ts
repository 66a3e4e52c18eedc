import { LANGUAGES, type Language, languageFor } from "./strings/strings.js";

/** What the reader chose, kept where the browser lets us. */

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export function readTheme(): Theme {
  const kept = read("theme");
  return THEMES.find((theme) => theme === kept) ?? "auto";
}

export function keepTheme(theme: Theme): void {
  keep("theme", theme);
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function readLanguage(): Language {
  const kept = read("language");
  return LANGUAGES.find((language) => language === kept) ?? languageFor(navigator.languages);
}

export function keepLanguage(language: Language): void {
  keep("language", language);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(`whycors-${key}`);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`whycors-${key}`, value);
  } catch {
    // Forgotten with the page, then.
  }
}
