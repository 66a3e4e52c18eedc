import { allMethods, type Grant, lines, literally, strings, type Target } from "../target.js";

const python = { language: "python", comment: "#" } as const;

export const flask: Target = {
  name: "flask",
  title: "Flask (flask-cors)",
  ...python,
  write: (grant) => [{ place: "after app = Flask(…) (pip install flask-cors)", text: flaskText(grant) }],
};

function flaskText(grant: Grant): string {
  const { origins, headers, expose, credentials, maxAge, path } = grant;
  const pattern = (value: string) => `re.compile(${JSON.stringify(`${literally(value)}\\Z`)})`;
  // A name with a sign of patterns in it would be read as one.
  const named = (value: string) =>
    /[*\\\]?$^[()]/.test(value) ? pattern(value).replace(/\)$/, ", re.IGNORECASE)") : JSON.stringify(value);
  return lines(
    "import re",
    "from flask_cors import CORS",
    "",
    "CORS(",
    "    app,",
    `    resources=[${JSON.stringify(`${literally(path).replaceAll("\\/", "/")}.*`)}],`,
    origins === "*"
      ? '    origins="*",\n    send_wildcard=True,'
      : `    # As patterns: only so is Vary sent for a single one, too.\n    origins=[${strings(origins, pattern)}],`,
    `    methods=[${strings(allMethods(grant))}],`,
    `    allow_headers=[${strings(headers, named)}],`,
    expose.length > 0 && `    expose_headers=[${strings(expose)}],`,
    credentials && "    supports_credentials=True,",
    maxAge !== null && `    max_age=${maxAge},`,
    ")",
  );
}

export const django: Target = {
  name: "django",
  title: "Django (django-cors-headers)",
  ...python,
  write: (grant) => [{ place: "settings.py (pip install django-cors-headers)", text: djangoText(grant) }],
};

function djangoText(grant: Grant): string {
  const { origins, headers, expose, credentials, maxAge, path } = grant;
  return lines(
    'INSTALLED_APPS += ["corsheaders"]',
    "# Before all that can answer.",
    'MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", *MIDDLEWARE]',
    "",
    path !== "/" && `CORS_URLS_REGEX = ${JSON.stringify(`^${literally(path).replaceAll("\\/", "/")}`)}`,
    origins === "*" ? "CORS_ALLOW_ALL_ORIGINS = True" : `CORS_ALLOWED_ORIGINS = [${strings(origins)}]`,
    `CORS_ALLOW_METHODS = [${strings(allMethods(grant))}]`,
    `CORS_ALLOW_HEADERS = [${strings(headers)}]`,
    expose.length > 0 && `CORS_EXPOSE_HEADERS = [${strings(expose)}]`,
    credentials && "CORS_ALLOW_CREDENTIALS = True",
    `CORS_PREFLIGHT_MAX_AGE = ${maxAge ?? 0}`,
  );
}

export const fastapi: Target = {
  name: "fastapi",
  title: "FastAPI",
  ...python,
  write: (grant) => [
    {
      place: "after app = FastAPI(…), the last middleware to be added",
      text: lines(
        "from fastapi.middleware.cors import CORSMiddleware",
        "",
        "app.add_middleware(",
        "    CORSMiddleware,",
        `    allow_origins=[${grant.origins === "*" ? '"*"' : strings(grant.origins)}],`,
        `    allow_methods=[${strings(allMethods(grant))}],`,
        `    allow_headers=[${strings(grant.headers)}],`,
        grant.expose.length > 0 && `    expose_headers=[${strings(grant.expose)}],`,
        grant.credentials && "    allow_credentials=True,",
        grant.maxAge !== null && `    max_age=${grant.maxAge},`,
        ")",
      ),
    },
  ],
  notes: ({ path }) => [path !== "/" && "fastapi-path", "fastapi-exception"],
};
