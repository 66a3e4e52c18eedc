import { allMethods, type Grant, indented, lines, strings, type Target } from "../target.js";

export const spring: Target = {
  name: "spring",
  title: "Spring",
  language: "java",
  comment: "//",
  write: (grant) => [
    {
      place: "a @Configuration class; with Spring Security also http.cors(Customizer.withDefaults())",
      text: bean(grant),
    },
  ],
};

function bean(grant: Grant): string {
  const { origins, headers, expose, credentials, maxAge, path } = grant;
  const body = lines(
    "CorsConfiguration cors = new CorsConfiguration();",
    `cors.setAllowedOrigins(List.of(${origins === "*" ? '"*"' : strings(origins)}));`,
    `cors.setAllowedMethods(List.of(${strings(allMethods(grant))}));`,
    `cors.setAllowedHeaders(List.of(${strings(headers)}));`,
    expose.length > 0 && `cors.setExposedHeaders(List.of(${strings(expose)}));`,
    credentials && "cors.setAllowCredentials(true);",
    maxAge !== null && `cors.setMaxAge(${maxAge}L);`,
    "UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();",
    `source.registerCorsConfiguration(${JSON.stringify(`${path}**`)}, cors);`,
    "// Before authentication, which preflights can't pass.",
    "FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(new CorsFilter(source));",
    "filter.setOrder(Ordered.HIGHEST_PRECEDENCE);",
    "return filter;",
  );
  return lines("@Bean", "FilterRegistrationBean<CorsFilter> corsFilter() {", indented(body, "    "), "}");
}
