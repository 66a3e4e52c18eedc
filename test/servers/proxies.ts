import { existsSync } from "node:fs";
import { type Given, printed, type Server } from "./server.js";

/** Servers that stand before the application. */

const APPLICATION = /^.*# … what the location has.*$/m;

function partOf({ configuration }: Given, index = 0): string {
  return configuration.parts[index]!.text;
}

const nginx: Server = {
  target: "nginx",
  version: () => within("nginx", printed(["nginx", "-v"], /nginx\/(\S+)/)),
  program: (given) => ({
    files: {
      "nginx.conf": `
daemon off; pid nginx.pid; error_log stderr; worker_processes 1;
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  ${partOf(given)}
  server {
    listen 127.0.0.1:${given.port};
    ${partOf(given, 1).replace(APPLICATION, `proxy_pass http://127.0.0.1:${given.upstream};`)}
    location = /elsewhere { proxy_pass http://127.0.0.1:${given.upstream}; }
  }
}`,
    },
    command: ["nginx", "-p", given.folder, "-c", "nginx.conf"],
  }),
};

const MODULES = ["mpm_event", "authz_core", "headers", "setenvif", "rewrite", "proxy", "proxy_http"];

const apache: Server = {
  target: "apache",
  version: () => within("Apache httpd", printed(["apache2", "-v"], /Apache\/(\S+)/)),
  program: (given) => ({
    files: {
      "httpd.conf": `
ServerRoot "${given.folder}"
PidFile "${given.folder}/pid"
ErrorLog "${given.folder}/log"
ServerName localhost
Listen 127.0.0.1:${given.port}
${MODULES.map((name) => `LoadModule ${name}_module ${modulesOfApache()}/mod_${name}.so`).join("\n")}
User www-data
Group www-data
<VirtualHost *:${given.port}>
${partOf(given)}
ProxyPass "/" "http://127.0.0.1:${given.upstream}/"
</VirtualHost>`,
    },
    command: ["apache2", "-X", "-f", `${given.folder}/httpd.conf`],
  }),
};

function modulesOfApache(): string {
  const folders = ["/usr/lib/apache2/modules", "/usr/libexec/apache2", "/usr/lib64/httpd/modules"];
  return folders.find((folder) => existsSync(folder)) ?? folders[0]!;
}

const caddy: Server = {
  target: "caddy",
  version: () => within("Caddy", printed(["caddy", "version"], /^v?(\d[\w.]*)/)),
  program: (given) => ({
    files: {
      Caddyfile: `{
  admin off
  auto_https off
}
http://127.0.0.1:${given.port} {
${partOf(given)}
reverse_proxy 127.0.0.1:${given.upstream}
}`,
    },
    command: ["caddy", "run", "--config", "Caddyfile", "--adapter", "caddyfile"],
    env: { HOME: given.folder, XDG_DATA_HOME: given.folder, XDG_CONFIG_HOME: given.folder },
  }),
};

const haproxy: Server = {
  target: "haproxy",
  version: () => within("HAProxy", printed(["haproxy", "-v"], /version (\d+\.\d+\.\d+)/)),
  program: (given) => ({
    files: {
      "haproxy.cfg": `
defaults
  mode http
  timeout client 10s
  timeout server 10s
  timeout connect 10s
frontend web
  bind 127.0.0.1:${given.port}
  ${partOf(given).replaceAll("\n", "\n  ")}
  default_backend application
backend application
  server one 127.0.0.1:${given.upstream}
`,
    },
    command: ["haproxy", "-db", "-f", "haproxy.cfg"],
  }),
};

function within(name: string, version: string | null): string | null {
  return version === null ? null : `${name} ${version}`;
}

export const PROXIES: readonly Server[] = [nginx, apache, caddy, haproxy];
