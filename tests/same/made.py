"""A small demonstration, and how its files are written."""

import gzip
import io
import json
import zipfile
from pathlib import Path

PAGE = """<!doctype html>
<html lang="fr">
<head>
<title>Veille</title>
<meta name="description" content="Ce qui paraît">
<link rel="stylesheet" href="../assets/main.57a0d79d.min.css">
<script type="application/ld+json">{"@type": "WebPage", "name": "Veille"}</script>
<script>var here = 1;</script>
</head>
<body>
<nav class="wide" aria-label="Menu"><a href="../">Accueil</a></nav>
<h1 id="top">La <em>veille</em></h1>
<div data-failed="Rien à montrer" data-part="list"><p>Deux mots.</p></div>
<svg viewBox="0 0 1 1"><title>Une tour</title><path d="M1 1"/></svg>
<pre>a
  b</pre>
</body>
</html>
"""
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//FR\r\nBEGIN:VEVENT\r\nUID:1@x\r\n"
    "DTSTAMP:20261127T000000Z\r\nDTSTART;VALUE=DATE:20261201\r\n"
    "SUMMARY;LANGUAGE=fr:Réunion du réseau\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
RECORD = {"at": "/fr/watch/", "title": "Veille", "text": "Deux mots."}


def packed(data):
    return gzip.compress(json.dumps(data).encode(), mtime=0)


def zipped(members, level=6):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


FILES = {
    "docs/watch/one/entry.md": b"---\ntitle: One\n---\n",
    "site/api/v1/entries.json": b'{"a": 1}',
    "site/fr/feeds/all.atom": b"<feed><title>All</title></feed>",
    "site/fr/watch/index.html": PAGE.encode(),
    "site/fr/events/all.ics": CALENDAR.encode(),
    "site/fr/kit.zip": zipped({"kit/READ.txt": b"read", "kit/page.html": PAGE.encode()}),
    "site/fr/sitemap.xml.gz": gzip.compress(b"<urlset/>", mtime=0),
    "site/fr/assets/main.57a0d79d.min.css": b"a{}",
    "site/search-index/shown/0.pack": packed([RECORD]),
    "site/search-index/facets.pack": packed({"kind": ["page"]}),
    "site/search-index/index/0.pack": b"index",
}


def write(root: Path, files) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root
