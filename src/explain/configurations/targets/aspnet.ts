import { allMethods, type Grant, indented, lines, strings, type Target } from "../target.js";

export const aspnet: Target = {
  name: "aspnet",
  title: "ASP.NET Core",
  language: "csharp",
  comment: "//",
  write: (grant) => [{ place: "Program.cs", text: program(grant) }],
  notes: ({ path }) => [path !== "/" && { code: "aspnet-path", value: path }],
};

function program(grant: Grant): string {
  const { origins, headers, expose, credentials, maxAge } = grant;
  const policy = lines(
    origins === "*" ? ".AllowAnyOrigin()" : `.WithOrigins(${strings(origins)})`,
    `.WithMethods(${strings(allMethods(grant))})`,
    headers.length > 0 && `.WithHeaders(${strings(headers)})`,
    expose.length > 0 && `.WithExposedHeaders(${strings(expose)})`,
    credentials && ".AllowCredentials()",
    maxAge !== null && `.SetPreflightMaxAge(TimeSpan.FromSeconds(${maxAge}))`,
  );
  return lines(
    "builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy",
    `${indented(policy, "    ")}));`,
    "",
    "// After UseRouting, before UseAuthentication and UseAuthorization.",
    "app.UseCors();",
  );
}
