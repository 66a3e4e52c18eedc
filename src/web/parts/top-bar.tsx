import { THEMES, type Theme } from "../preferences.js";
import { LANGUAGES, type Language, useStrings } from "../strings/strings.js";

interface Props {
  readonly view: string;
  readonly language: Language;
  readonly theme: Theme;
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: Theme) => void;
}

const VIEWS = ["playground", "recording", "lessons", "quiz", "reference"] as const;
const OWN_NAMES: Readonly<Record<Language, string>> = { en: "English", "zh-CN": "简体中文" };

export function TopBar({ view, language, theme, onLanguage, onTheme }: Props) {
  const { nav, themes } = useStrings();
  return (
    <header class="top">
      <a class="brand" href="#/">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M7 11h12m-4-4 4 4-4 4M25 21H13m4-4-4 4 4 4" />
        </svg>
        whycors
      </a>
      <nav aria-label={nav.main}>
        <ul>
          {VIEWS.map((each) => (
            <li key={each}>
              <a href={each === "playground" ? "#/" : `#/${each}`} aria-current={each === view ? "page" : undefined}>
                {nav[each]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="top-tools">
        <select
          aria-label={nav.language}
          value={language}
          onChange={(event) => onLanguage(event.currentTarget.value as Language)}
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each} selected={each === language} lang={each}>
              {OWN_NAMES[each]}
            </option>
          ))}
        </select>
        <select aria-label={nav.theme} value={theme} onChange={(event) => onTheme(event.currentTarget.value as Theme)}>
          {THEMES.map((each) => (
            <option key={each} value={each} selected={each === theme}>
              {themes[each]}
            </option>
          ))}
        </select>
      </div>
    </header>
  );
}
