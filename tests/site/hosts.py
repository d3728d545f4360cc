"""Real hosts of files, started with the rules that a site brings: nginx, Apache, and Netlify's own engines."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING

from support import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = Path("/usr/lib/apache2/modules")
PACKAGES = Path(__file__).parent


@dataclass(frozen=True)
class Host:
    """Where a site is served: a port of the loopback, and the folder below its root, such as ``/accord``.

    ``open`` hosts give every file, those with a dot before their names as well.
    """

    port: int
    folder: str = ""
    open: bool = False

    def got(self, path: str, accept: str | None = None) -> tuple[int, HTTPResponse, bytes]:
        """The answer to one request: status, headers, bytes."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=20)
        link.request("GET", self.folder + path, headers={"Accept": accept} if accept else {})
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer.status, answer.headers, body

    def path(self, location: str) -> str:
        """The path within the site of where an answer leads to."""
        return location.removeprefix(f"http://127.0.0.1:{self.port}").removeprefix(self.folder)


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: list[str], port: int, **options: object) -> Iterator[None]:
    """A server as a process of its own, from its first answer on; it is ended afterwards."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                raise RuntimeError(process.stderr.read().decode())
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def program(*names: str) -> str:
    """The first of these programs that is installed."""
    found = next((found for name in names if (found := shutil.which(name))), None)
    return found or missing(f"the program {names[0]}")


def install(name: str, home: Path) -> None:
    """Copy a folder of these tests to ``home`` and install there what its package-lock.json names."""
    npm = program("npm")
    for path in (PACKAGES / name).iterdir():
        shutil.copy(path, home)
    done = subprocess.run(
        [npm, "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=home, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if done.returncode:
        missing(f"what tests/site/{name}/package.json names ({done.stderr.strip()[-200:]})")


@contextmanager
def nginx(site: Path, home: Path) -> Iterator[Host]:
    """nginx with hosting/nginx.conf."""
    command, port = program("nginx", "/usr/sbin/nginx"), free_port()
    rules = (site / "hosting/nginx.conf").read_text(encoding="utf-8")
    rules = rules.replace("127.0.0.1:8080", f"127.0.0.1:{port}").replace("root .;", f'root "{site}";')
    (home / "rules.conf").write_text(rules, encoding="utf-8")
    temporary = "".join(
        f'{name}_temp_path "{home}/{name}";\n' for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "nginx.conf").write_text(
        f'pid "{home}/pid";\nerror_log "{home}/error.log";\ndaemon off;\nworker_processes 1;\n'
        f"{'user root;' if os.getuid() == 0 else ''}\n"
        f'events {{}}\nhttp {{\naccess_log off;\n{temporary}include "{home}/rules.conf";\n}}\n'
    )
    with running([command, "-p", str(home), "-e", str(home / "error.log"), "-c", str(home / "nginx.conf")], port):
        yield Host(port)


@contextmanager
def apache(site: Path, home: Path, folder: str = "") -> Iterator[Host]:
    """Apache with .htaccess, the site at its root or in a folder."""
    command, port = program("apache2", "/usr/sbin/apache2", "httpd"), free_port()
    public = home / "root"
    shutil.copytree(site, public / folder.strip("/"))  # Apache's processes may be another user's, who sees no tmp_path
    for path in (home, public):
        path.chmod(0o755)
    loaded = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so"
        for name in ("mpm_event", "authz_core", "dir", "mime", "rewrite", "headers")
    )
    whose = "User nobody\nGroup nogroup\n" if os.getuid() == 0 else ""
    (home / "mime.types").write_text("text/html html\ntext/css css\napplication/javascript js\n")
    (home / "apache.conf").write_text(
        f'{loaded}\nServerRoot "{home}"\nPidFile "{home}/pid"\nDefaultRuntimeDir "{home}"\nErrorLog "{home}/error.log"\n'
        f'TypesConfig "{home}/mime.types"\nListen 127.0.0.1:{port}\nServerName localhost\n{whose}'
        f'DocumentRoot "{public}"\n<Directory "{public}">\nAllowOverride All\nRequire all granted\n</Directory>\n'
    )
    with running([command, "-d", str(home), "-f", str(home / "apache.conf"), "-DFOREGROUND"], port):
        yield Host(port, folder)


@contextmanager
def netlify(site: Path, home: Path) -> Iterator[Host]:
    """Netlify's engines with _headers, _redirects and hosting/negotiate.js, as npm has them."""
    node, port = program("node"), free_port()
    install("netlify", home)
    shutil.copy(site / "hosting/negotiate.js", home / "negotiate.mjs")
    with running([node, "serve.mjs", str(site), str(home / "negotiate.mjs"), str(port)], port, cwd=home):
        yield Host(port, open=True)
