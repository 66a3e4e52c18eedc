import { allMethods, type Grant, lines, strings, type Target } from "../target.js";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const data = { language: "json", comment: null } as const;
const originsOf = ({ origins }: Grant) => (origins === "*" ? ["*"] : origins);

/** What S3 takes. */
const S3_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE"]);

export const s3: Target = {
  name: "s3",
  title: "AWS S3",
  ...data,
  write: (grant) => [
    {
      place: { code: "s3-place" },
      text: json([
        {
          AllowedOrigins: originsOf(grant),
          AllowedMethods: allMethods(grant).filter((method) => S3_METHODS.has(method)),
          AllowedHeaders: grant.headers,
          ExposeHeaders: grant.expose,
          ...(grant.maxAge !== null && { MaxAgeSeconds: grant.maxAge }),
        },
      ]),
    },
  ],
  notes: ({ methods, path, origins, credentials }) => [
    methods.some((method) => !S3_METHODS.has(method)) && "s3-methods",
    path !== "/" && "whole-bucket",
    origins !== "*" && !credentials && "s3-credentials",
  ],
};

export const apiGateway: Target = {
  name: "api-gateway",
  title: "AWS API Gateway (HTTP API) and Lambda",
  language: "yaml",
  comment: "#",
  write: (grant) => [
    {
      place: "template.yaml (AWS SAM)",
      text: lines(
        "Resources:",
        "  Api:",
        "    Type: AWS::Serverless::HttpApi",
        "    Properties:",
        "      # The gateway answers preflights itself, before any authorizer, and overrides what the function says.",
        "      CorsConfiguration:",
        `        AllowOrigins: [${strings(originsOf(grant))}]`,
        `        AllowMethods: [${strings(allMethods(grant))}]`,
        `        AllowHeaders: [${strings(grant.headers)}]`,
        grant.expose.length > 0 && `        ExposeHeaders: [${strings(grant.expose)}]`,
        grant.credentials && "        AllowCredentials: true",
        grant.maxAge !== null && `        MaxAge: ${grant.maxAge}`,
      ),
    },
  ],
  notes: ({ path }) => [path !== "/" && "whole-api"],
};

export const cloudfront: Target = {
  name: "cloudfront",
  title: "AWS CloudFront",
  ...data,
  write: (grant) => [
    {
      place: "aws cloudfront create-response-headers-policy --response-headers-policy-config file://cors.json",
      text: json({
        Name: "cors",
        CorsConfig: {
          AccessControlAllowOrigins: quantity(originsOf(grant)),
          AccessControlAllowMethods: quantity([...allMethods(grant), "OPTIONS"]),
          AccessControlAllowHeaders: quantity(grant.headers.length > 0 ? grant.headers : ["Accept"]),
          ...(grant.expose.length > 0 && { AccessControlExposeHeaders: quantity(grant.expose) }),
          AccessControlAllowCredentials: grant.credentials,
          ...(grant.maxAge !== null && { AccessControlMaxAgeSec: grant.maxAge }),
          OriginOverride: true,
        },
      }),
    },
  ],
  notes: ({ path }) => ["cloudfront-options", path !== "/" && { code: "cloudfront-path", value: path }],
};

const quantity = (items: readonly string[]) => ({ Quantity: items.length, Items: items });

export const gcs: Target = {
  name: "gcs",
  title: "Google Cloud Storage (Firebase Storage)",
  ...data,
  write: (grant) => [
    {
      place: "gcloud storage buckets update gs://BUCKET --cors-file=cors.json",
      text: json([
        {
          origin: originsOf(grant),
          method: allMethods(grant),
          // One list for both: what pages may send and what they may read.
          responseHeader: [...new Set([...grant.headers, ...grant.expose])],
          ...(grant.maxAge !== null && { maxAgeSeconds: grant.maxAge }),
        },
      ]),
    },
  ],
  notes: ({ credentials, path }) => [credentials && "gcs-credentials", path !== "/" && "whole-bucket"],
};
