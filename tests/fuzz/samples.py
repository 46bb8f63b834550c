"""A small sample of each format that is read from outside, as its sites write it: what the fuzzing
breaks. Every reader of the registry has one at least.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:ev="http://purl.org/rss/1.0/modules/event/">
<channel><title>Actualités</title><link>https://site.example/</link><language>fr</language>
<item><title>Télétravail &amp; santé</title><link>https://site.example/fr/teletravail</link>
<description>&lt;p&gt;Un &lt;b&gt;guide&lt;/b&gt; de 12 pages.&lt;/p&gt;</description>
<pubDate>Wed, 18 Nov 2026 09:00:00 +0100</pubDate><guid isPermaLink="false">node-12</guid>
<category domain="https://site.example/">Bien-être</category><dc:creator>Anne</dc:creator>
<enclosure url="https://site.example/guide.pdf" length="48200" type="application/pdf"/>
<source url="https://other.example/rss">Ailleurs</source></item>
<item><title><![CDATA[L’usure <i>au travail</i>]]></title><link>/fr/usure?utm_source=rss</link>
<content:encoded><![CDATA[<p>Voir <a href="/a.pdf">le rapport (2 Mo)</a>.</p>]]></content:encoded>
<dc:date>2026-11-17T10:00:00Z</dc:date><ev:startdate>2026-12-01</ev:startdate></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl" xml:base="https://site.example/nl/">
<title type="text">Nieuws</title><id>urn:uuid:1</id><updated>2026-11-18T08:00:00+01:00</updated>
<entry><title type="html">Werk &amp;amp; welzijn</title><id>tag:site.example,2026:1</id>
<link rel="alternate" type="text/html" hreflang="nl" href="werk"/>
<link rel="alternate" hreflang="fr" href="https://site.example/fr/travail"/>
<link rel="enclosure" type="application/pdf" length="1000" href="werk.pdf"/>
<published>2026-11-16T08:00:00+01:00</published><updated>2026-11-17T08:00:00+01:00</updated>
<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Een <em>gids</em>.</div></summary>
<category term="welzijn" label="Welzijn"/><author><name>Piet</name></author>
<source><id>x</id><link href="https://other.example/feed"/></source></entry>
</feed>
"""
RDF = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://site.example/"><title>Archives</title></channel>
<item rdf:about="https://site.example/1"><title>Arr\u00eat\u00e9 royal</title>
<link>https://site.example/1</link><dc:date>2026-10-02</dc:date><dc:subject>Loi</dc:subject></item>
</rdf:RDF>
"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "language": "en",
"items": [{"id": "1", "url": "https://site.example/1", "title": "Mental health at work",
"content_html": "<p>A <b>guide</b></p>", "summary": "A guide", "tags": ["health"],
"date_published": "2026-11-18T09:00:00+01:00", "date_modified": "2026-11-19T09:00:00+01:00",
"attachments": [{"url": "https://site.example/a.pdf", "mime_type": "application/pdf",
"size_in_bytes": 1200}], "external_url": "https://other.example/1"},
{"id": 2, "url": "/2", "content_text": "No title"}]}
"""
WORDPRESS = """[{"id": 7, "date": "2026-11-18T09:00:00", "modified": "2026-11-19T09:00:00",
"guid": {"rendered": "https://site.example/?p=7"}, "link": "https://site.example/article-7/",
"title": {"rendered": "Charge de travail&nbsp;: rep\\u00e8res"},
"content": {"rendered": "<p>Texte <a href=\\"/a.pdf\\">PDF</a></p>", "protected": false},
"excerpt": {"rendered": "<p>R\\u00e9sum\\u00e9 [&hellip;]</p>"}, "lang": "fr", "tags": [3],
"_embedded": {"wp:term": [[{"id": 3, "name": "Sant\\u00e9"}]]}},
{"id": 8, "link": "https://site.example/article-8/", "title": {"rendered": "Deux"}}]
"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:xhtml="http://www.w3.org/1999/xhtml"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://site.example/fr/a</loc><lastmod>2026-11-18T09:00:00+01:00</lastmod>
<xhtml:link rel="alternate" hreflang="nl-BE" href="https://site.example/nl/a"/></url>
<url><loc>https://site.example/fr/b?x=1&amp;y=2</loc><priority>0.5</priority></url>
<url><loc>https://site.example/fr/c</loc><news:news><news:title>Titre</news:title>
<news:publication_date>2026-11-17</news:publication_date></news:news></url>
</urlset>
"""
INDEX = """<?xml version="1.0"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://site.example/map-1.xml</loc><lastmod>2026-11-18</lastmod></sitemap>
<sitemap><loc>https://site.example/map-2.xml.gz</loc></sitemap>
</sitemapindex>
"""
LISTING = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Actus</title>
<base href="https://site.example/fr/"></head><body><nav><a href="/">Accueil</a></nav><main>
<h1>Actualités</h1><ul><li class="row"><h2><a href="un" hreflang="fr">Un titre</a></h2>
<time datetime="2026-11-18">18 novembre 2026</time><p class="lead">Un résumé.</p>
<span class="theme">Santé</span></li>
<li class="row"><h2><a href="https://site.example/fr/deux">Deux</a></h2>
<time>Publié le 3/11/2026</time><a href="deux.pdf">Le rapport (pdf, 1,2 Mo)</a></li>
<li class="row" lang="nl"><a href="?page=2">Drie</a></li></ul></main></body></html>
"""
PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Le burn-out | Site</title><link rel="canonical" href="https://site.example/fr/burn-out">
<link rel="alternate" hreflang="nl" href="https://site.example/nl/burn-out">
<meta property="og:description" content="Ce que dit la loi.">
<meta property="article:published_time" content="2026-11-02T09:00:00+01:00">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Event",
"startDate": "2026-12-01", "datePublished": "2026-11-02"}</script></head>
<body><header><img src="logo.png"></header><main><h1>Le burn-out</h1>
<p class="date">Mis à jour le 12 novembre 2026</p><p>L’employeur prend des mesures contre les
risques psychosociaux, selon la loi du 4 août 1996.</p><table><tr><th>Qui</th><td>tous</td></tr>
</table><ul><li>un</li><li>deux <a href="/docs/guide.pdf">guide (PDF, 477 Ko)</a></li></ul>
<p>Source : <a href="https://other.example/etude-2026">une étude</a></p>
<h2>Voir aussi</h2><p><a href="/fr/x">Autre</a></p></main><footer>© 2026</footer></body></html>
"""
TABLE = """<html><body><table><tr><td>Lundi 16 novembre 2026</td></tr>
<tr><td><a href="/avis/1">Avis un</a></td></tr><tr><td><a href="/avis/2">Avis deux</a></td></tr>
<tr><td>Mardi 17 novembre 2026</td></tr><tr><td><a href="/avis/3">Avis <b>trois</b></a></td></tr>
</table></body></html>
"""
PLACES = "https://site.example/fr/a\nhttps://site.example/fr/b\n\nhttps://site.example/fr/c.pdf\n"


class Sample(NamedTuple):
    """What is broken, the reader that gets it, and the reader's options."""

    text: str
    reader: str
    options: Mapping[str, Any] = MappingProxyType({})


ROWS = {
    "row": "li.row",
    "date": "time",
    "summary": ".lead",
    "theme": ".theme",
    "pages": "?page={page}",
}
SAMPLES = {
    "rss": Sample(RSS, "feed"),
    "atom": Sample(ATOM, "feed"),
    "rdf": Sample(RDF, "feed"),
    "json-feed": Sample(JSON_FEED, "feed"),
    "wordpress": Sample(WORDPRESS, "wordpress"),
    "sitemap": Sample(SITEMAP, "sitemap"),
    "sitemap-index": Sample(INDEX, "sitemap"),
    "sitemap-text": Sample(PLACES, "sitemap"),
    "listing": Sample(LISTING, "listing", ROWS),
    "page": Sample(PAGE, "page"),
    "day-table": Sample(TABLE, "day_table"),
}
