"""Little sites, written out: feeds, list pages, entries' pages, sitemaps."""

import html
from collections.abc import Iterable


def item(title: str, link: str, **more: str) -> str:
    """Return an item of an RSS feed; what is in `more` stands in elements of that name."""
    rest = "".join(f"<{name}>{html.escape(value)}</{name}>" for name, value in more.items())
    return f"<item><title>{html.escape(title)}</title><link>{html.escape(link)}</link>{rest}</item>"


def rss(*items: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{"".join(items)}'
        "</channel></rss>"
    )


def items(web: str, numbers: Iterable[int], prefix: str = "story") -> list[str]:
    """Return honest items, the latest first."""
    return [
        item(
            f"Le télétravail, partie {n}",
            f"{web}/{prefix}-{n}",
            pubDate=f"{1 + n % 28:02d} Oct 2026 10:00:00 +0200",
        )
        for n in numbers
    ]


def page(title: str, body: str = "", *, lang: str = "fr", head: str = "", date: str = "") -> str:
    """Return an entry's own page."""
    time = f'<time datetime="{date}">{date}</time>' if date else ""
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title} | Site</title>{head}</head>'
        f"<body><main><h1>{title}</h1>{time}"
        f"<p>{body or 'Un texte assez long pour être le chapeau de la page.'}</p>"
        "</main></body></html>"
    )


def listing(*rows: tuple[str, str, str]) -> str:
    """Return a list page of (title, link, date)."""
    made = "".join(
        f'<li class="row"><h2><a href="{link}">{title}</a></h2><time datetime="{date}">{date}'
        "</time></li>"
        for title, link, date in rows
    )
    return (
        f'<!doctype html><html lang="fr"><body><main><h1>Actualités</h1><ul>{made}</ul>'
        "</main></body></html>"
    )


def sitemap(*places: tuple[str, str]) -> str:
    """Return a sitemap of (address, lastmod)."""
    made = "".join(
        f"<url><loc>{html.escape(loc)}</loc><lastmod>{mod}</lastmod></url>" for loc, mod in places
    )
    return (
        '<?xml version="1.0"?><urlset '
        f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{made}</urlset>'
    )


def index(*places: str) -> str:
    """Return a sitemap index."""
    made = "".join(f"<sitemap><loc>{html.escape(loc)}</loc></sitemap>" for loc in places)
    return (
        '<?xml version="1.0"?><sitemapindex '
        f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{made}</sitemapindex>'
    )
