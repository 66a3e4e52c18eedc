import { useEffect, useRef, useState } from "preact/hooks";
import type { ReadCase } from "../cases/case.js";
import { EXAMPLES, FIRST } from "./model/examples.js";
import { caseOfFragment, fragmentOf, isShared, ShareError } from "./model/share.js";
import { TopBar } from "./parts/top-bar.js";
import { type ChangeCase, Playground } from "./playground/playground.js";
import { keepLanguage, keepTheme, readLanguage, readTheme } from "./preferences.js";
import { placeOf, useHash } from "./routes.js";
import { en } from "./strings/en.js";
import { fill, type Language, type Strings, StringsContext, stringsOf } from "./strings/strings.js";
import { LazyView } from "./views.js";

export function App() {
  const [language, setLanguage] = useState<Language>(readLanguage);
  const [strings, setStrings] = useState<Strings | null>(language === "en" ? en : null);
  const [theme, setTheme] = useState(readTheme);
  const hash = useHash();
  const place = placeOf(hash);
  const { given, problem, change, dismiss } = useSharedCase(hash);
  const main = useRef<HTMLElement>(null);
  const [file, setFile] = useState<File | null>(null);
  useDrop((dropped) => {
    setFile(dropped);
    location.hash = "/recording";
  });

  useEffect(() => {
    let isLatest = true;
    void stringsOf(language).then((loaded) => isLatest && setStrings(loaded));
    document.documentElement.lang = language;
    return () => {
      isLatest = false;
    };
  }, [language]);
  useEffect(() => keepTheme(theme), [theme]);
  useNewPlace(place.view === "playground" ? "" : hash, main);

  if (strings === null) return null;
  return (
    <StringsContext.Provider value={strings}>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {strings.nav.skip}
      </button>
      <TopBar
        view={place.view}
        language={language}
        theme={theme}
        onTheme={setTheme}
        onLanguage={(chosen) => {
          keepLanguage(chosen);
          setLanguage(chosen);
        }}
      />
      <main id="main" tabIndex={-1} ref={main}>
        {problem !== null && (
          <div class="problem" role="alert">
            <p>
              {problemText(problem, strings)} {strings.problems.kept}
            </p>
            <button type="button" class="quiet" onClick={dismiss}>
              {strings.problems.close}
            </button>
          </div>
        )}
        {place.view === "playground" ? (
          given !== null && <Playground given={given} onChange={change} />
        ) : (
          <LazyView place={place} file={file} onFile={setFile} onOpen={change} />
        )}
      </main>
    </StringsContext.Provider>
  );
}

function problemText(problem: ShareError, { problems }: Strings): string {
  return fill(problems[problem.problem], { message: problem.message });
}

/** Another view begins at its top, and whoever hears the page is told. */
function useNewPlace(hash: string, main: { readonly current: HTMLElement | null }): void {
  const before = useRef(hash);
  useEffect(() => {
    if (before.current === hash) return;
    before.current = hash;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [hash, main]);
}

/** A file may be dropped anywhere in the page. */
function useDrop(onFile: (file: File) => void): void {
  const latest = useRef(onFile);
  latest.current = onFile;
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (file === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(file);
    };
    // Before an editor gets hold of it, which would take the file for text.
    addEventListener("dragover", over, true);
    addEventListener("drop", drop, true);
    return () => {
      removeEventListener("dragover", over, true);
      removeEventListener("drop", drop, true);
    };
  }, []);
}

function fragmentIn(hash: string): string {
  return hash.replace(/^#/, "");
}

interface SharedCase {
  /** Null while a link is being read. */
  readonly given: ReadCase | null;
  readonly problem: ShareError | null;
  readonly change: ChangeCase;
  readonly dismiss: () => void;
}

/** The case of the playground, which the address keeps in step with. */
function useSharedCase(hash: string): SharedCase {
  const [given, setGiven] = useState<ReadCase | null>(() => (isShared(fragmentIn(hash)) ? null : EXAMPLES[FIRST]));
  const [problem, setProblem] = useState<ShareError | null>(null);
  const own = useRef<string>("");

  useEffect(() => {
    const fragment = fragmentIn(hash);
    if (fragment === "" && own.current !== "") {
      own.current = "";
      setGiven(EXAMPLES[FIRST]);
    }
    if (!isShared(fragment) || fragment === own.current) return;
    caseOfFragment(fragment).then(
      (shared) => {
        own.current = fragment;
        setProblem(null);
        setGiven(shared);
      },
      (error: unknown) => {
        setProblem(error instanceof ShareError ? error : new ShareError("damaged"));
        setGiven((before) => before ?? EXAMPLES[FIRST]);
      },
    );
  }, [hash]);

  const latest = useRef(0);
  const change: ChangeCase = (changed, isStep = false) => {
    setGiven(changed);
    setProblem(null);
    const mine = ++latest.current;
    void fragmentOf(changed).then((fragment) => {
      if (mine !== latest.current) return;
      own.current = fragment;
      const isElsewhere = placeOf(location.hash).view !== "playground";
      if (isElsewhere || isStep) location.hash = fragment;
      else history.replaceState(null, "", `#${fragment}`);
    });
  };
  return { given, problem, change, dismiss: () => setProblem(null) };
}
