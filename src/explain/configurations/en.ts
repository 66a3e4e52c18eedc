import type { NoteTexts } from "./note.js";

export const notesEn = {
  "one-sender": "The application behind it must not send the same headers: two of them are none.",
  "nginx-one-sender":
    "The application behind it must not send the same headers: two of them are none (proxy_hide_header).",
  "caddy-authentication":
    "basicauth and forward_auth come before respond: give them a matcher that leaves out @cors_preflight.",
  "haproxy-version": "HAProxy 2.4 or newer.",
  "traefik-path": "Give the router the rule PathPrefix(`{value}`).",
  "fastify-path": "It is for all paths of the instance: register it in the plugin of {value}.",
  "fastapi-path": "It is for all paths of the application: mount another one for the rest.",
  "fastapi-exception":
    "An exception that nobody handles is answered before it comes here: its 500 has no headers of CORS.",
  "go-path": "It is for all paths of the handler: wrap that of {value} alone.",
  "go-header-names":
    "rs/cors 1 finds no request header whose name has other characters than letters, digits and hyphens.",
  "aspnet-path": "It is for all endpoints: name the policy, and put RequireCors on those under {value}.",
  "whole-application": "It is for all paths of the application.",
  "whole-bucket": "It is for the whole bucket.",
  "whole-api": "It is for the whole API.",
  "s3-place": "the bucket's permissions, Cross-origin resource sharing (CORS)",
  "s3-methods": "S3 knows no other methods than GET, HEAD, POST, PUT and DELETE.",
  "s3-credentials": "S3 allows credentials wherever it names an origin.",
  "cloudfront-options":
    "The behaviour has to allow OPTIONS, and what is behind it has to answer OPTIONS with 200 to 299.",
  "cloudfront-path": "Attach it to the behaviour of {value}* alone.",
  "gcs-credentials":
    "Cloud Storage never allows credentials: request it without them, with a token in the URL or in Authorization.",
} as const satisfies NoteTexts;
