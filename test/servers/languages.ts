import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Given, printed, type Server } from "./server.js";

/** Frameworks of Python, Ruby and Go, from the system's packages. */

/** Not whatever is first on the path: that one has the packages. */
const PYTHON = "/usr/bin/python3";

function python(...packages: readonly string[]): string | null {
  const names = packages.map((name) => `'${name}'`).join(",");
  const script = `import importlib.metadata as m; print('!'+', '.join(n+' '+m.version(n) for n in [${names}]))`;
  return existsSync(PYTHON) ? printed([PYTHON, "-c", JSON.stringify(script)], /^!(.*)$/m) : null;
}

const textOf = ({ configuration }: Given) => configuration.parts[0]!.text;
const headersOf = ({ headers }: Given) => JSON.stringify(Object.fromEntries(headers));
const METHODS = JSON.stringify(["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "M-SEARCH"]);

const flask: Server = {
  target: "flask",
  version: () => python("Flask", "Flask-Cors"),
  program: (given) => ({
    files: {
      "server.py": `
from flask import Flask, abort
app = Flask(__name__)
${textOf(given)}
@app.route("/<path:path>", methods=${METHODS})
def data(path):
    if path.endswith("missing"):
        abort(404)
    return "data", 200, ${headersOf(given)}
app.run("127.0.0.1", ${given.port}, threaded=True)`,
    },
    command: [PYTHON, "server.py"],
  }),
};

const django: Server = {
  target: "django",
  version: () => python("Django", "django-cors-headers"),
  program: (given) => ({
    files: {
      "settings.py": `
SECRET_KEY = "test"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "urls"
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
${textOf(given)}`,
      "urls.py": `
from django.http import Http404, HttpResponse
from django.urls import re_path
def data(request):
    if request.method == "OPTIONS":
        return HttpResponse(status=401)
    if request.path.endswith("missing"):
        raise Http404()
    response = HttpResponse("data")
    for name, value in ${headersOf(given)}.items():
        response[name] = value
    return response
urlpatterns = [re_path("", data)]`,
      "server.py": `
import os
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
from django.core.wsgi import get_wsgi_application
class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True
make_server("127.0.0.1", ${given.port}, get_wsgi_application(), Threads, WSGIRequestHandler).serve_forever()`,
    },
    command: [PYTHON, "server.py"],
  }),
};

const fastapi: Server = {
  target: "fastapi",
  version: () => python("fastapi", "starlette", "uvicorn"),
  program: (given) => ({
    files: {
      "server.py": `
import uvicorn
from fastapi import FastAPI, HTTPException, Response
app = FastAPI()
@app.api_route("/{path:path}", methods=${METHODS})
def data(path: str):
    if path.endswith("missing"):
        raise HTTPException(404)
    return Response("data", headers=${headersOf(given)})
${textOf(given)}
uvicorn.run(app, host="127.0.0.1", port=${given.port}, log_level="warning")`,
    },
    command: [PYTHON, "server.py"],
  }),
};

const rails: Server = {
  target: "rails",
  version: () =>
    printed(
      [
        "ruby",
        "-e",
        JSON.stringify(
          "require 'rack'; require 'rack/cors'; require 'webrick'; puts '!rack-cors '+Gem::Specification.find_by_name('rack-cors').version.to_s+', rack '+Rack.release",
        ),
      ],
      /^!(.*)$/m,
    ),
  program: (given) => ({
    files: {
      // As far as the initializer goes, Rails is a list of middleware.
      "config.ru": `
require 'rack/cors'
module Rails
  def self.application = self
  def self.config = self
  def self.middleware = self
  def self.insert_before(_place, middleware, &block) = (@stack = [middleware, block])
  def self.stack = @stack
end
${textOf(given)}
use Rails.stack[0], &Rails.stack[1]
run lambda { |env|
  next [401, {}, []] if env['REQUEST_METHOD'] == 'OPTIONS'
  next [404, {}, ['missing']] if env['PATH_INFO'].end_with?('missing')
  [200, { ${given.headers.map(([name, value]) => `%q(${name}) => %q(${value})`).join(", ")} }, ['data']]
}`,
      "server.rb": `
require 'rack'
require 'rack/handler/webrick'
class WEBrick::HTTPServlet::AbstractServlet
  %w[PROPFIND M-SEARCH PATCH].each { |name| define_method("do_" + name) { |req, res| service(req, res) } }
end
app = Rack::Builder.parse_file('config.ru')
Rack::Handler::WEBrick.run(app.is_a?(Array) ? app[0] : app, Host: '127.0.0.1', Port: ${given.port}, AccessLog: [], Logger: WEBrick::Log.new($stderr, 1))`,
    },
    command: ["ruby", "server.rb"],
  }),
};

/** Where Debian has the sources of packages. */
const GOPATH = "/usr/share/gocode";

const go: Server = {
  target: "go",
  version: () => {
    const version = existsSync(`${GOPATH}/src/github.com/rs/cors`) ? printed(["go", "version"], /go(\d\S*)/) : null;
    const source = printed(["apt-cache", "policy", "golang-github-rs-cors-dev"], /Installed: ([\d.]+)/);
    return version === null || source === null ? null : `rs/cors ${source}, Go ${version}`;
  },
  program: (given) => ({
    files: {
      "main.go": `package main

import (
	"net/http"
	"strings"

	"github.com/rs/cors"
)

func main() {
	var handler http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "OPTIONS" {
			w.WriteHeader(401)
		} else if strings.HasSuffix(r.URL.Path, "missing") {
			http.NotFound(w, r)
		} else {
${given.headers.map(([name, value]) => `			w.Header().Set(${JSON.stringify(name)}, ${JSON.stringify(value)})`).join("\n")}
			w.Write([]byte("data"))
		}
	})
	${textOf(given)}
	http.ListenAndServe("127.0.0.1:${given.port}", handler)
}`,
    },
    build: ["go", "build", "-o", "server", "main.go"],
    command: [join(given.folder, "server")],
    env: { GO111MODULE: "off", GOPATH, GOCACHE: join(tmpdir(), "whycors-go-cache"), GOFLAGS: "" },
  }),
};

export const LANGUAGES: readonly Server[] = [flask, django, fastapi, rails, go];
