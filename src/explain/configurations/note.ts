import type { Phrase } from "../language.js";

/**
 * What is told beside a configuration: what its target can't be told or does otherwise, and where it goes in a format
 * that has no comments. `value` is the path.
 * NOTE: the configuration's own comments stay English, as code does.
 */
export type NoteCode =
  | "one-sender"
  | "nginx-one-sender"
  | "caddy-authentication"
  | "haproxy-version"
  | "traefik-path"
  | "fastify-path"
  | "fastapi-path"
  | "fastapi-exception"
  | "go-path"
  | "go-header-names"
  | "aspnet-path"
  | "whole-application"
  | "whole-bucket"
  | "whole-api"
  | "s3-place"
  | "s3-methods"
  | "s3-credentials"
  | "cloudfront-options"
  | "cloudfront-path"
  | "gcs-credentials";

export type Note = Phrase<NoteCode>;

export type NoteTexts = Readonly<Record<NoteCode, string>>;
