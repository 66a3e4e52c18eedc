import { allMethods, type Grant, lines, literally, single, strings, type Target } from "../target.js";

export const rails: Target = {
  name: "rails",
  title: "Rails (rack-cors)",
  language: "ruby",
  comment: "#",
  write: (grant) => [{ place: "config/initializers/cors.rb (bundle add rack-cors)", text: initializer(grant) }],
};

function initializer(grant: Grant): string {
  const { origins, headers, expose, credentials, maxAge, path } = grant;
  const methods = allMethods(grant).map((method) => single(method.toLowerCase()));
  return lines(
    "Rails.application.config.middleware.insert_before 0, Rack::Cors do",
    "  allow do",
    `    origins ${origins === "*" ? "'*'" : strings(origins, origin)}`,
    `    resource ${single(`${path}*`)},`,
    `             methods: [${methods.join(", ")}],`,
    `             headers: [${strings(headers, single)}],`,
    expose.length > 0 && `             expose: [${strings(expose, single)}],`,
    maxAge !== null && `             max_age: ${maxAge},`,
    `             credentials: ${credentials}`,
    "  end",
    "end",
  );
}

/** A string of another scheme would be taken for a host's name. */
function origin(value: string): string {
  return /^https?:\/\//.test(value) ? single(value) : `/\\A${literally(value)}\\z/`;
}
