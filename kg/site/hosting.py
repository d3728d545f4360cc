"""Rules for hosts: which form of a thing an address gives, what kinds the files are of, sitemap and robots.

An address without an ending, such as ``/id/place/luzhou``, answers 303 See Other: to the Turtle or the JSON-LD for
clients that ask for these before HTML, to the page for all others. nginx, Apache and the function for hosts with
functions at the edge do the same.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kg.site.paths import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.site.paths import Paths

__all__ = ["TYPES", "hosting_files"]

_ADDRESSES = 45_000  # of a sitemap; the protocol allows 50,000
TYPES = {
    "ttl": "text/turtle; charset=utf-8",
    "trig": "application/trig; charset=utf-8",
    "nq": "application/n-quads; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "rq": "application/sparql-query; charset=utf-8",
    "wasm": "application/wasm",
}
_TEXTS = (
    "text/html text/css text/csv application/javascript application/json text/turtle application/trig "
    "application/n-quads application/ld+json application/sparql-query"
)
_BEFORE_HTML = r"^(?:(?!text/html|application/xhtml\+xml|{other}).)*{this}(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))"
TURTLE = _BEFORE_HTML.format(other=r"application/ld\+json|application/json", this="text/turtle")
JSON_LD = _BEFORE_HTML.format(other="text/turtle", this=r"application/(?:ld\+)?json")


def hosting_files(paths: Paths, pages: Sequence[str], base: str | None) -> Iterator[tuple[str, str]]:
    """The rules and, where it is known where the site will stand, the sitemap."""
    moved = {was: now for was, now in sorted(paths.moved.items()) if _harmless(was)}
    yield ".htaccess", _apache(moved)
    yield "hosting/nginx.conf", _nginx(moved)
    yield "hosting/negotiate.js", resources.files("kg.site").joinpath("templates", "negotiate.js").read_text("utf-8")
    yield "_headers", _headers()
    yield "_redirects", _redirects(moved)
    yield ".nojekyll", ""
    if base is not None:
        yield from _sitemaps(pages, base)


def _harmless(path: str) -> bool:
    """Whether an address may stand in a rules file: quotes, blanks and signs of control could end a rule."""
    return re.fullmatch(r"[\w/.~:@!&()\[\]*,;=+-]+", path) is not None


def _nginx(moved: dict[str, str]) -> str:
    types = "\n".join(f"    {kind.partition(';')[0]} {suffix};" for suffix, kind in TYPES.items())
    named = "\n".join(f'    "/{was}" "/{now}";' for was, now in moved.items())
    return f"""# For the http block of nginx: include this file after a change of listen, server_name and root.
map $http_accept $accord_form {{
    default "/";
    "~*{TURTLE}" ".ttl";
    "~*{JSON_LD}" ".jsonld";
}}
# the address as the client wrote it, in escapes, without its query
map $request_uri $accord_path {{
    "~^(?<accord_written>[^?]*)" $accord_written;
}}
# things whose address is no name of a file
map $uri $accord_moved {{
    default "";
{named}
}}
types_hash_max_size 2048;
server {{
    listen 127.0.0.1:8080;  # change this, the name and the folder
    server_name _;
    root .;
    index index.html;
    charset utf-8;
    charset_types {_TEXTS};
    types {{
    text/html html;
    text/css css;
    text/csv csv;
    text/plain txt;
    text/xml xml;
    image/svg+xml svg;
    application/javascript js;
    application/json json;
{types}
    }}
    location = /.well-known/void {{ default_type text/turtle; add_header Access-Control-Allow-Origin * always; }}
    location = /ns {{ add_header Vary Accept always; return 303 $accord_ns; }}
    # an address of a thing: no ending of a file, no slash at the end
    location ~ "^/(?:id|code|other)/.*[^/]$" {{
        add_header Access-Control-Allow-Origin * always;
        if ($accord_moved) {{ return 303 $accord_moved$accord_form; }}
        try_files $uri @thing;
    }}
    location @thing {{
        add_header Vary Accept always;
        add_header Access-Control-Allow-Origin * always;
        if (!-f $document_root$uri/index.html) {{ return 404; }}
        return 303 $accord_path$accord_form;
    }}
    location ~ "/\\.(?!well-known/)" {{ return 404; }}
    location / {{
        add_header Access-Control-Allow-Origin * always;
        add_header X-Content-Type-Options nosniff always;
        try_files $uri $uri/ =404;
    }}
}}
map $accord_form $accord_ns {{
    default "/ns/";
    ".ttl" "/ns.ttl";
    ".jsonld" "/ns.ttl";
}}
"""


def _apache(moved: dict[str, str]) -> str:
    types = "\n".join(f"AddType {kind.partition(';')[0]} .{suffix}" for suffix, kind in TYPES.items())
    texts = " ".join(f".{suffix}" for suffix, kind in TYPES.items() if "charset" in kind)
    turtle, linked = (
        f'RewriteCond %{{HTTP_ACCEPT}} "{pattern}" [NC]\n' for pattern in (TURTLE.replace('"', ""), JSON_LD)
    )
    named = "".join(
        f'{asked}RewriteRule "^{re.escape(was)}$" "%{{ENV:SITE}}/{address(now)}{end}" [R=303,L,NE]\n'
        for was, now in moved.items()
        for asked, end in ((turtle, ".ttl"), (linked, ".jsonld"), ("", "/"))
    )
    return f"""# For Apache with mod_rewrite, mod_mime, mod_dir and mod_headers; the folder needs AllowOverride All.
AddDefaultCharset utf-8
{types}
AddCharset utf-8 {texts} .css .js .json .svg .xml
DirectoryIndex index.html
DirectorySlash Off
Options -Indexes -MultiViews
<IfModule mod_headers.c>
Header always set Access-Control-Allow-Origin "*"
Header always set X-Content-Type-Options "nosniff"
Header always merge Vary "Accept"
</IfModule>
<Files "void">
ForceType "text/turtle; charset=utf-8"
</Files>
RewriteEngine On
RewriteRule "(^|/)\\.(?!well-known/)" "-" [R=404,L]
# the address of this folder, without a slash at its end
RewriteCond "%{{REQUEST_URI}}::$0" "^(/.+)/(.*)::\\2$"
RewriteRule "^.*$" "-" [E=SITE:%1]
# things whose address is no name of a file
{named}# an address of a thing: no ending of a file, no slash at the end
RewriteCond %{{REQUEST_FILENAME}}.ttl -f
{turtle}RewriteRule "^((id|code|other)/.*[^/]|ns|code)$" "%{{ENV:SITE}}/$1.ttl" [R=303,L]
RewriteCond %{{REQUEST_FILENAME}}.jsonld -f
{linked}RewriteRule "^((id|code|other)/.*[^/])$" "%{{ENV:SITE}}/$1.jsonld" [R=303,L]
RewriteCond %{{REQUEST_FILENAME}}/index.html -f
RewriteRule "^(.*[^/])$" "%{{ENV:SITE}}/$1/" [R=303,L]
"""


def _headers() -> str:
    lines = [
        "# For Netlify, Cloudflare Pages and hosts like them.",
        "/*",
        "  Access-Control-Allow-Origin: *",
        "  X-Content-Type-Options: nosniff",
    ]
    for suffix, kind in TYPES.items():
        lines += [f"/*.{suffix}", f"  Content-Type: {kind}"]
    return "\n".join([*lines, "/.well-known/void", "  Content-Type: text/turtle; charset=utf-8"]) + "\n"


def _redirects(moved: dict[str, str]) -> str:
    """Only things whose address is no name of a file: these rules know no Accept header, hosting/negotiate.js does."""
    lines = [
        f"/{address(was)}{asked} /{address(now)}{end} 303"
        for was, now in moved.items()
        for asked, end in (("", "/"), (".ttl", ".ttl"), (".jsonld", ".jsonld"))
    ]
    return "\n".join(["# For Netlify, Cloudflare Pages and hosts like them.", *lines]) + "\n"


def _sitemaps(pages: Iterable[str], base: str) -> Iterator[tuple[str, str]]:
    addresses = [base + address(name.removesuffix("index.html")) for name in sorted(pages)]
    starts = range(0, len(addresses), _ADDRESSES)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    names = ["sitemap.xml"] if len(starts) == 1 else [f"sitemap-{number + 1}.xml" for number in range(len(starts))]
    for name, start in zip(names, starts, strict=True):
        urls = "\n".join(f"<url><loc>{escape(one)}</loc></url>" for one in addresses[start : start + _ADDRESSES])
        yield name, f"{head}<urlset {space}>\n{urls}\n</urlset>\n"
    if len(names) > 1:
        maps = "\n".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>" for name in names)
        yield "sitemap.xml", f"{head}<sitemapindex {space}>\n{maps}\n</sitemapindex>\n"
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
