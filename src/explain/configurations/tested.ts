/**
 * On what the servers' tests ran, by target: with each of these a real server was started and asked. The tests hold this
 * against what they find, and a run with CI=true fails where it differs.
 */
export const TESTED: Readonly<Record<string, string>> = {
  nginx: "nginx 1.22.1",
  apache: "Apache httpd 2.4.71",
  caddy: "Caddy 2.6.2",
  haproxy: "HAProxy 2.6.12",
  express: "express 5.3.0, cors 2.8.6",
  fastify: "fastify 5.12.8, @fastify/cors 11.4.3",
  hono: "hono 4.13.19, @hono/node-server 2.1.8",
  koa: "koa 3.3.0, @koa/cors 5.0.0",
  flask: "Flask 2.2.2, Flask-Cors 3.0.10",
  django: "Django 3.2.25, django-cors-headers 3.14.0",
  fastapi: "fastapi 0.92.0, starlette 0.26.1, uvicorn 0.17.6",
  rails: "rack-cors 1.1.1, rack 2.2.22",
  go: "rs/cors 1.7.0, Go 1.19.8",
};
